package gannet.data;

/// What a data set says about its pictures.
public enum Kind {
    PICTURES("pictures"),
    LABELLED("labelled pictures"),
    CAPTIONED("captioned pictures");

    private final String words;

    Kind(String words) { this.words = words; }

    /// As people read it.
    public String words() { return words; }
}
