package gannet.data;

import java.util.Optional;

/// What a data set holds, and what it says about it.
public enum Kind {
    PICTURES("pictures"),
    /// Each picture has a label.
    LABELLED("labelled pictures"),
    /// Each picture has a caption, and perhaps a label.
    CAPTIONED("captioned pictures"),
    /// Two collections, side a and side b, of which no picture belongs to another one.
    UNPAIRED("unpaired pictures"),
    /// Each picture of side a has a partner on side b.
    PAIRED("paired pictures"),
    /// Cubes of voxels, perhaps with labels.
    VOXELS("voxels");

    private final String words;

    Kind(String words) { this.words = words; }

    /// As people read it.
    public String words() { return words; }

    /// The kind that people read so.
    public static Kind of(String words) {
        for (var kind : values()) {
            if (kind.words.equals(words)) {
                return kind;
            }
        }
        throw new IllegalArgumentException("There is no kind of data set called “" + words + "”");
    }

    /// The kind that a person named in one word, in any case: `unpaired`.
    public static Optional<Kind> named(String word) {
        for (var kind : values()) {
            if (kind.name().equalsIgnoreCase(word.strip())) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
