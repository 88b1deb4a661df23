package gannet.server.together;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// What exactly a comment is on.
///
/// @param step of the sample or checkpoint    @param tile one picture of the sample, from 0
/// @param x of a spot in that picture, from 0 at its left to 1 at its right    @param y the same from its top
public record Place(Kind kind, @Nullable Long step, @Nullable Integer tile, @Nullable Double x, @Nullable Double y) {
    public enum Kind { RUN, SAMPLE, CHECKPOINT, DATA_SET }

    public static final Place RUN = new Place(Kind.RUN, null, null, null, null);
    public static final Place DATA_SET = new Place(Kind.DATA_SET, null, null, null, null);

    public Place {
        var problems = new ArrayList<Problem>();
        boolean hasStep = kind == Kind.SAMPLE || kind == Kind.CHECKPOINT;
        if (hasStep != (step != null)) {
            problems.add(Problem.user("step", hasStep ? "A comment on a " + kind.name().toLowerCase(java.util.Locale.ROOT) + " needs its step."
                    : "Only comments on samples and checkpoints have a step."));
        }
        if (tile != null && kind != Kind.SAMPLE) {
            problems.add(Problem.user("tile", "Only comments on samples name a picture."));
        }
        if ((x == null) != (y == null) || x != null && tile == null) {
            problems.add(Problem.user("x", "A spot needs a picture (tile) and both x and y."));
        }
        if (!isShare(x) || !isShare(y)) {
            problems.add(Problem.user("x", "x and y of a spot go from 0 to 1 across the picture; " + x + " and " + y + " lie outside."));
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
    }

    private static boolean isShare(@Nullable Double value) { return value == null || value >= 0 && value <= 1; }
}
