package gannet.server.notification;

import gannet.run.Exit.Fault;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Something that a person is to be told, before it is known how.
///
/// @param change what it is news of, null for WAITING and MENTION    @param job the one it is about, for ALL_ENDED the last one, null for MENTION
/// @param ended how many ended how, for ALL_ENDED
record Notice(UUID person, Kind kind, @Nullable Long change, @Nullable UUID job, Instant time, String reason, Fault fault, Round ended) {}
