package gannet.server.queue.plan;

import gannet.server.queue.Priority;
import java.util.List;
import java.util.UUID;

/// The first jobs of one person's that are alike to the order: of one class, with equal needs, and about as long. Whether one
/// of them can start, all can; so nobody has to look further than the heads.
///
/// @param heads in their order: those with a pin, then by age
public record Line(UUID team, UUID person, Priority priority, Need need, List<Waiting> heads) {}
