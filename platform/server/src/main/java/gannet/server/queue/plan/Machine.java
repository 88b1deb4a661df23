package gannet.server.queue.plan;

import java.util.UUID;

/// A server's memory for jobs, in MB.
public record Machine(UUID server, long memory) {}
