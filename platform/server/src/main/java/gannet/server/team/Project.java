package gannet.server.team;

import java.util.UUID;

/// A team's folder of experiments and data sets.
///
/// @param archived whether it is only kept: seen and tidied up, and nothing is added
public record Project(UUID id, String name, String description, UUID teamId, String teamName, Visibility visibility, boolean archived) {}
