package gannet.server.queue.plan;

import java.util.UUID;

/// A device of a server, which one job holds at a time.
///
/// @param memory its own, in MB; 0 for a slot of the processor, which is bounded by the server's memory alone
/// @param open whether it takes new jobs: neither drained nor on a silent server
public record Slot(UUID server, String device, boolean gpu, long memory, boolean open) {}
