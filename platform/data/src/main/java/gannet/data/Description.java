package gannet.data;

import java.util.List;

/// What `dataset.json` says. The folder holds the very files that came, under `pictures/`, and a line for each in `index.jsonl`.
///
/// @param format of the folder, so that later versions can tell    @param count of pictures
/// @param channels 1 if every picture is grey, else 3; alpha is laid on white when read
/// @param classes the labels in their order: a picture's class number is the place of its label here; empty if there are none
/// @param hash SHA-256 over each picture's name, file, label and caption    @param bytes of all picture files
/// @param findings at most [#FINDINGS]    @param moreFindings how many were left untold
/// @param source where it came from    @param licence the licence's text, if the archive held one
public record Description(
        int format, String name, Kind kind, int count, Extent smallest, Extent largest, int channels, List<String> classes,
        String hash, long bytes, List<Finding> findings, int moreFindings, String source, String licence) {

    public static final int FORMAT = 1;
    public static final int FINDINGS = 200;

    /// Width and height, each over all pictures.
    public record Extent(int width, int height) {}

    public Description {
        classes = List.copyOf(classes);
        findings = List.copyOf(findings);
    }
}
