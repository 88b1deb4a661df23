package gannet.server.share;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A link as those see it who may share the thing; the address itself is known only to those who were given it.
///
/// @param used when it was last opened, null if never    @param revokedBy null as long as it stands    @param alive whether it opens
public record Share(
        UUID id, Target.Kind kind, String maker, Instant created, Instant expires, boolean hasPassword, @Nullable Instant used, long uses,
        @Nullable Instant revoked, @Nullable String revokedBy, boolean alive) {}
