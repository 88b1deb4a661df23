package gannet.server.queue;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One piece of work in the queue.
///
/// @param place 1 is next; 0 once it has started    @param reason why it waits or how it ended, in a sentence
/// @param expectedStart an estimate for waiting jobs, if one can be made
public record Job(
        UUID id, long run, String runName, UUID project, State state, int priority, int place, int attempt, int attemptsAllowed, String device, String reason,
        String launchedBy, long step, long steps, Instant created, @Nullable Instant started, @Nullable Instant ended,
        @Nullable Instant expectedStart, @Nullable Instant expectedEnd, List<Change> changes) {

    /// One line of its history.
    public record Change(Instant time, State state, String actor, String reason) {}
}
