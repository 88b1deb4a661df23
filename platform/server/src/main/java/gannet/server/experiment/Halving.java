package gannet.server.experiment;

import gannet.parameters.Problem;
import gannet.run.Training;
import java.util.ArrayList;
import java.util.List;

/// Early stopping by asynchronous successive halving (Li et al., "A System for Massively Parallel Hyperparameter Tuning", 2020):
/// at the steps first, first · factor, first · factor², … only the best 1/factor of the runs that have come so far goes on.
///
/// @param metric a chart line: "FD"    @param first step of the lowest rung    @param factor how much longer runs train to the next rung
public record Halving(String metric, Goal goal, long first, int factor) {
    private static final int MOST_FACTOR = 10;

    /// [Training] allows no more, so no product of a rung overflows.
    private static final long MOST_STEPS = 100_000_000;

    public enum Goal { MIN, MAX }

    /// The step of a rung, from 0.
    long step(int rung) {
        long step = first;
        for (int i = 0; i < rung; i++) {
            step *= factor;
        }
        return step;
    }

    /// How many rungs a run of so many steps comes to before its end.
    int rungs(long steps) {
        int rungs = 0;
        for (long step = first; step < steps; step *= factor) {
            rungs++;
        }
        return rungs;
    }

    /// How many of those that have come to a rung go on; the best one always does.
    int goOn(int reached) { return Math.max(1, reached / factor); }

    public boolean isBetter(double one, double other) {
        if (Double.isNaN(one) || Double.isNaN(other)) {
            return !Double.isNaN(one) && Double.isNaN(other); // what has run away is the worst
        }
        return goal == Goal.MIN ? one < other : one > other;
    }

    List<Problem> problems() {
        var problems = new ArrayList<Problem>();
        if (metric.isBlank() || metric.length() > 100) {
            problems.add(Problem.user("halving.metric", "Early stopping needs the name of a chart line to compare runs by, such as \"generator\", of at most 100 characters"
                    + (metric.isBlank() ? "." : ", not of " + metric.length() + ".")));
        }
        if (first < 1 || first > MOST_STEPS) {
            problems.add(Problem.user("halving.first", "The first rung must be a step from 1 to %,d, not %,d.".formatted(MOST_STEPS, first)));
        }
        if (factor < 2 || factor > MOST_FACTOR) {
            problems.add(Problem.user("halving.factor", "Of each rung, one in 2 to " + MOST_FACTOR + " may go on, not one in " + factor + "."));
        }
        return problems;
    }
}
