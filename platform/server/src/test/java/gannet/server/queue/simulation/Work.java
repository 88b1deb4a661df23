package gannet.server.queue.simulation;

import gannet.server.queue.Priority;
import gannet.server.queue.plan.Need;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A job that somebody queues.
///
/// @param length how long it holds its devices in truth    @param said how long it was said to take, null if nobody knows
/// @param saving how long it takes to leave when it is asked to
public record Work(
        UUID job, Instant since, UUID team, UUID person, Priority priority, Need need, Duration length, @Nullable Duration said,
        boolean preemptible, Duration saving) {}
