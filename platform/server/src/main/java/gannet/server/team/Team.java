package gannet.server.team;

import gannet.server.account.Role;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// People who work together.
///
/// @param role the reader's, null for an administrator of the server who does not belong to it
public record Team(UUID id, String name, @Nullable Role role, long people, long projects) {}
