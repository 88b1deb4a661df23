package gannet.server.compute;

import java.time.Instant;
import java.util.UUID;

/// One of the servers that share a database.
///
/// @param name its host and port    @param memory of its machine, in MB    @param alive whether it was heard of in the last seconds
public record Server(UUID id, String name, String address, long memory, Instant started, Instant seen, boolean alive) {}
