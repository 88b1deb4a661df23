package gannet.spi;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The examples of one step. Its arrays belong to the step and are freed with it.
///
/// @param x the examples, `[n, …]`
/// @param second the label, target, other collection or caption, as the variant's [DataSpec] says; none if unlabelled
/// @param captions the words of each example where the data set has captions, else empty
public record Batch(NDArray x, @Nullable NDArray second, List<String> captions) {
    public Batch { captions = List.copyOf(captions); }

    public Batch(NDArray x) { this(x, null, List.of()); }

    public Batch(NDArray x, @Nullable NDArray second) { this(x, second, List.of()); }

    /// What belongs to `x`: label, target, the other collection's examples or the captions as the network reads them.
    public NDArray y() {
        if (second == null) {
            throw new PluginException("This batch has no y: the variant's data() asks for unlabelled examples.");
        }
        return second;
    }

    /// Whether there is a `y`; a picture that a person gives to be drawn from has none.
    public boolean hasY() { return second != null; }

    public int size() { return Math.toIntExact(x.size(0)); }
}
