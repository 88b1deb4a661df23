package gannet.server.account;

import gannet.server.audit.Doer;
import java.util.UUID;

/// Somebody who asks. Every service method takes one.
///
/// @param administrator whether the whole server is theirs to run
public record Person(UUID id, String name, String email, boolean administrator) implements Doer {}
