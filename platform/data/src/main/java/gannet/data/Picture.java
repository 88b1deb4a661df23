package gannet.data;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// One line of `index.jsonl`: a picture, or a solid, whose width and height are its side.
///
/// @param file below the data set's folder    @param width upright, as people see it; of its half alone, if it is one
/// @param channels 1 grey, 2 grey with alpha, 3 colour, 4 colour with alpha
/// @param label its class, empty if none    @param caption empty if none    @param name as it was called when it came
/// @param side [#A] or [#B] of unpaired and paired pictures, else empty
/// @param half which half of its file it is, `left` or `right`, where a pair came side by side in one file; else empty
/// @param partner number of the picture on the other side that shows the same: always there if paired; of unpaired pictures
/// known only where both sides have the same names, for measuring and never for training
/// @param heldOut whether it came in a folder of tests, and so shall not be trained on
public record Picture(
        String file, int width, int height, int channels,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String label, @JsonInclude(JsonInclude.Include.NON_EMPTY) String caption, String name,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String side, @JsonInclude(JsonInclude.Include.NON_EMPTY) String half,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer partner, @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean heldOut) {

    public static final String A = "a";
    public static final String B = "b";

    static final String LEFT = "left";
    static final String RIGHT = "right";

    @SuppressWarnings("NullAway") // Jackson hands over null for what a line leaves out
    public Picture {
        label = label == null ? "" : label;
        caption = caption == null ? "" : caption;
        side = side == null ? "" : side;
        half = half == null ? "" : half;
    }

    /// One of which nothing but this is known.
    Picture(String file, int width, int height, int channels, String label, String caption, String name) {
        this(file, width, height, channels, label, caption, name, "", "", null, false);
    }

    /// What people read beside it: the caption, else the label, else nothing.
    public String words() { return caption.isEmpty() ? label : caption; }

    Picture saying(String newLabel, String newCaption) {
        return new Picture(file, width, height, channels, newLabel, newCaption, name, side, half, partner, heldOut);
    }

    Picture on(String newSide, @Nullable Integer newPartner) {
        return new Picture(file, width, height, channels, label, caption, name, newSide, half, newPartner, heldOut);
    }

    Picture halved(String newHalf) {
        return new Picture(file, width / 2, height, channels, label, caption, name, side, newHalf, partner, heldOut);
    }

    Picture heldOut(boolean whether) {
        return new Picture(file, width, height, channels, label, caption, name, side, half, partner, whether);
    }
}
