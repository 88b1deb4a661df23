package gannet.server.gallery;

import com.fasterxml.jackson.annotation.JsonValue;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.util.List;
import java.util.regex.Pattern;

/// One picture: a place in a sheet. People see it as `4711-5` in addresses.
public record PictureId(long sheet, int tile) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,18})-(\\d{1,6})");

    /// @throws ProblemException as if it were not there, if it is no such id
    public static PictureId of(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new ProblemException(Problem.Kind.ABSENT, "picture", "There is no picture \"" + text + "\"; ids look like 4711-5.");
        }
        return new PictureId(Long.parseLong(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    public static List<PictureId> list(List<String> texts) { return texts.stream().map(PictureId::of).distinct().toList(); }

    ProblemException absent() { return new ProblemException(Problem.Kind.ABSENT, "picture", "There is no picture " + this + ", or it is not shared with you."); }

    @Override @JsonValue public String toString() { return sheet + "-" + tile; }
}
