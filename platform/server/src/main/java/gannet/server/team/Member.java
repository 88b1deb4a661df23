package gannet.server.team;

import gannet.server.account.Role;
import java.time.Instant;
import java.util.UUID;

/// A person in a team.
///
/// @param email empty for readers who do not govern the team    @param hours of devices that their runs in this team have had
public record Member(UUID person, String name, String email, Role role, Instant since, double hours) {}
