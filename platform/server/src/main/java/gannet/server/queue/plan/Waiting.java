package gannet.server.queue.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A job that waits.
///
/// @param since what its age counts from    @param held how long of that it held devices, which does not count against its patience
/// @param length how long it should hold its devices, null if nobody knows
/// @param pin its place among those that were placed by hand, null if its turn decides
public record Waiting(UUID job, Instant since, Duration held, @Nullable Duration length, @Nullable Double pin) {}
