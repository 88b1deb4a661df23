package gannet.server.queue.simulation;

import gannet.server.queue.plan.Machine;
import gannet.server.queue.plan.Rules;
import gannet.server.queue.plan.Slot;
import gannet.server.queue.plan.TeamShare;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What comes to a queue, and what it comes to.
///
/// @param teams their use is what they start with    @param work in the order of its arrival    @param deeds in the order of time
/// @param halfLife of use    @param checkpoint how often work is saved    @param look how often the queue looks without a reason
/// @param end when nobody looks any more
public record Workload(
        long seed, Rules rules, List<Slot> slots, List<Machine> machines, List<TeamShare> teams, List<Work> work, List<Deed> deeds,
        Duration halfLife, Duration checkpoint, Duration look, Instant end) {
    public static final Instant BEGIN = Instant.parse("2026-03-02T00:00:00Z");
}
