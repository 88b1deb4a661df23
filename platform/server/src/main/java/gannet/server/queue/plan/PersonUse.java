package gannet.server.queue.plan;

import java.util.UUID;

/// @param use recent device-seconds in this team
public record PersonUse(UUID team, UUID person, double use) {}
