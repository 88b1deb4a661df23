package gannet.spi;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a trained model answers: values, and what they show.
///
/// @param values `[n, …]` in the shape that the media demand, float32
/// @param captions what stands under each example; empty if nothing does
/// @param ground what lies under points of the plane; none for other media
public record Output(Media media, NDArray values, List<String> captions, @Nullable Ground ground) {
    /// What points of the plane are drawn on.
    ///
    /// @param surface a number from 0 to 1 for each place, first from left to right, then from top to bottom: `[n, side, side]`
    /// @param truth points to compare with, in the shape of the values; the count may differ
    public record Ground(NDArray surface, NDArray truth) {}

    public Output {
        captions = List.copyOf(captions);
        if (!captions.isEmpty() && captions.size() != values.size(0)) {
            throw new PluginException("A drawing of " + values.size(0) + " examples has as many captions or none, not " + captions.size() + ".");
        }
        if (ground != null && !(media instanceof Media.Points(var dimensions, var _) && dimensions == 2)) {
            throw new PluginException("A ground lies under points of the plane, Media.Points(2, …), not under " + media + ".");
        }
    }

    public Output(Media media, NDArray values, List<String> captions) { this(media, values, captions, null); }

    public Output(Media media, NDArray values) { this(media, values, List.of()); }
}
