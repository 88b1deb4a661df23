package gannet.server.notification;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A notification on its way out of the house, by one channel.
///
/// @param title of what is delivered    @param answer what came of the last attempt, in a sentence; empty before the first
/// @param next when it is tried next, null if it is over
public record Delivery(UUID id, Channel channel, State state, String title, int attempts, String answer, Instant created, @Nullable Instant next, @Nullable Instant ended) {
    public enum State { DUE, DONE, GIVEN_UP }
}
