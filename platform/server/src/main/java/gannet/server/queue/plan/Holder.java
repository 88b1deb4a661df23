package gannet.server.queue.plan;

import gannet.server.queue.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A job that holds devices.
///
/// @param leaving whether it has been asked to save a checkpoint and go    @param saved its last checkpoint, or its start
/// @param end when it should be gone, or should have been; null if nobody knows
public record Holder(
        UUID job, Priority priority, UUID team, UUID person, UUID server, List<String> devices, long hostMemory,
        boolean preemptible, boolean leaving, Instant started, Instant saved, @Nullable Instant end) {

    /// When it should be gone as things look now. One that should have been gone long ago is expected to take as long again: the
    /// longer it overruns, the later, so that nobody waits for ever for a run that hangs.
    public @Nullable Instant expectedEnd(Instant now) { return end == null || !end.isBefore(now) ? end : now.plus(Duration.between(end, now)); }
}
