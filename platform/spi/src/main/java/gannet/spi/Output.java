package gannet.spi;

import ai.djl.ndarray.NDArray;
import java.util.List;

/// What a trained model answers: values, and what they show.
///
/// @param values `[n, …]` in the shape that the media demand, float32
/// @param captions what stands under each example; empty if nothing does
public record Output(Media media, NDArray values, List<String> captions) {
    public Output {
        captions = List.copyOf(captions);
        if (!captions.isEmpty() && captions.size() != values.size(0)) {
            throw new PluginException("A drawing of " + values.size(0) + " examples has as many captions or none, not " + captions.size() + ".");
        }
    }

    public Output(Media media, NDArray values) { this(media, values, List.of()); }
}
