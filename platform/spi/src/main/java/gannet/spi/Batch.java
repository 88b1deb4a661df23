package gannet.spi;

import ai.djl.ndarray.NDArray;
import org.jspecify.annotations.Nullable;

/// The examples of one step. Its arrays belong to the step and are freed with it.
///
/// @param x the examples, `[n, …]`
/// @param second the label, target, other collection or caption, as the variant's [DataSpec] says; none if unlabelled
public record Batch(NDArray x, @Nullable NDArray second) {
    public Batch(NDArray x) { this(x, null); }

    /// What belongs to `x`: label, target, the other collection's examples or the captions' vectors.
    public NDArray y() {
        if (second == null) {
            throw new PluginException("This batch has no y: the variant's data() asks for unlabelled examples.");
        }
        return second;
    }

    public int size() { return Math.toIntExact(x.size(0)); }
}
