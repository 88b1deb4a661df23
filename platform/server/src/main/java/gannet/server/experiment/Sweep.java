package gannet.server.experiment;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.parameters.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// One question, many runs: what is varied, and how.
///
/// @param axes by the setting's name, of the variant or of the training; the first one changes slowest
/// @param count points of a RANDOM or SOBOL sweep; a GRID takes every combination    @param seeds runs for each point
public record Sweep(Map<String, Axis> axes, Kind kind, int count, int seeds, @Nullable Halving halving) {
    public static final int MOST_RUNS = 1000;

    public enum Kind { GRID, RANDOM, SOBOL }

    public Sweep {
        axes = Collections.unmodifiableMap(new LinkedHashMap<>(axes));
    }

    /// What differs from run to run: for each run its values of the axes, and its seed if there are several. The same sweep and
    /// seed give the same list; points that turn out equal are taken once.
    ///
    /// @param settings those of the variant and of the training    @param seed of the first run, which sows a RANDOM sweep too
    /// @throws ProblemException with everything that is wrong; `where` is the setting's name, "sweep" or "halving.…"
    public List<SortedMap<String, Object>> points(Schema settings, long seed) { return new SweepPoints(this, settings, seed).all(); }

    /// "learningRate" and "seed", say: what differs between the runs.
    public List<String> differing() {
        var names = new ArrayList<>(axes.keySet());
        if (seeds > 1) {
            names.add("seed");
        }
        return List.copyOf(names);
    }

    static Problem problem(String message) { return Problem.user("sweep", message); }
}
