package gannet.server.queue;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A job as those who work on it need it.
///
/// @param number of its run    @param process the worker's, null if it was not written down
record Ticket(
        UUID job, UUID run, long number, UUID project, State state, String reason, int attempt, int attemptsAllowed, String device,
        @Nullable Long process, @Nullable Instant processStarted) {}
