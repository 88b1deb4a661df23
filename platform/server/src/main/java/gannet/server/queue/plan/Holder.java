package gannet.server.queue.plan;

import gannet.server.queue.Priority;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A job that holds devices.
///
/// @param leaving whether it has been asked to save a checkpoint and go    @param saved its last checkpoint, or its start
/// @param end when it should be gone, null if nobody knows
public record Holder(
        UUID job, Priority priority, UUID team, UUID person, UUID server, List<String> devices, long hostMemory,
        boolean preemptible, boolean leaving, Instant started, Instant saved, @Nullable Instant end) {}
