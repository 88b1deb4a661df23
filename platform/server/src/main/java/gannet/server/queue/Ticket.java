package gannet.server.queue;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A job as those who work on it need it.
///
/// @param number of its run    @param server where its worker runs, null while it waits    @param attendedBy the server that attends to it
/// @param devices the ones it holds    @param held since when    @param timeLimit in minutes, 0 for none
/// @param usedSeconds how long earlier attempts held devices    @param process the worker's, null if it was not written down
record Ticket(
        UUID job, UUID run, long number, UUID project, State state, String reason, int attempt, int attemptsAllowed,
        @Nullable UUID server, @Nullable UUID attendedBy, List<String> devices, @Nullable Instant held, int timeLimit, double usedSeconds,
        @Nullable Long process, @Nullable Instant processStarted) {}
