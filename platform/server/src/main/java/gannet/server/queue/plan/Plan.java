package gannet.server.queue.plan;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What should happen now, and what then.
///
/// @param turns of the jobs that wait, in the order in which they should start; those that start now come first
/// @param startsSinceAged after these starts
public record Plan(List<Start> starts, List<Preemption> preemptions, List<Turn> turns, int startsSinceAged) {

    /// @param aged whether it goes first because it was overdue
    public record Start(UUID job, UUID server, List<String> devices, boolean aged) {}

    /// A job that is to leave so that another may start.
    public record Preemption(UUID victim, UUID by) {}

    /// @param place 1 is next    @param start when it should start, null if nobody can tell
    public record Turn(UUID job, int place, Wait reason, @Nullable Instant start, @Nullable Instant end) {}
}
