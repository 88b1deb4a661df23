package gannet.server.queue.plan;

import java.time.Instant;
import java.util.List;

/// All that the order depends on, at one moment.
///
/// @param startsSinceAged how many jobs have started since one did that was overdue
public record Snapshot(
        Instant now, Rules rules, List<Slot> slots, List<Machine> machines, List<Holder> holders, List<Line> lines,
        List<TeamShare> teams, List<PersonUse> people, int startsSinceAged) {}
