package gannet.server.team;

import java.util.UUID;

/// A team's folder of experiments, data sets and models.
public record Project(UUID id, String name, UUID teamId, String teamName) {}
