package gannet.testkit.chaos;

import java.time.Duration;
import java.util.Map;

/// What came of an ordeal.
///
/// @param blows by kind    @param runs how many were launched and ended    @param attempts how many workers they took
/// @param preempted how often a run was asked to make room    @param paused how often one was held by a person
/// @param unanswered launches and other requests that died with their server or database
/// @param looks how often the machine was searched for two workers of one run
public record Outcome(
        long seed, Map<Blow, Tally> blows, Findings findings, int runs, int attempts, int preempted, int paused, int unanswered, long looks, Duration took) {
    /// @param worst the longest time until things were well again
    public record Tally(int count, Duration worst) {
        Tally and(Duration recovery) { return new Tally(count + 1, recovery.compareTo(worst) > 0 ? recovery : worst); }
    }

    public Outcome {
        blows = Map.copyOf(blows);
    }
}
