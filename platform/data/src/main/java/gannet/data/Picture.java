package gannet.data;

import com.fasterxml.jackson.annotation.JsonInclude;

/// One line of `index.jsonl`.
///
/// @param file below the data set's folder    @param width upright, as people see it
/// @param channels 1 grey, 2 grey with alpha, 3 colour, 4 colour with alpha
/// @param label its class, empty if none    @param caption empty if none    @param name as it was called when it came
public record Picture(
        String file, int width, int height, int channels,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) String label, @JsonInclude(JsonInclude.Include.NON_EMPTY) String caption, String name) {

    @SuppressWarnings("NullAway") // Jackson hands over null for what a line leaves out
    public Picture {
        label = label == null ? "" : label;
        caption = caption == null ? "" : caption;
    }

    /// What people read beside it: the caption, else the label, else nothing.
    public String words() { return caption.isEmpty() ? label : caption; }
}
