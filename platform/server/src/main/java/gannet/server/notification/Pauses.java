package gannet.server.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// When a delivery that failed is tried again: after 1 min, 2 min, 4 min … up to 3 h, for a day.
final class Pauses {
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofHours(3);
    private static final Duration GIVEN_UP_AFTER = Duration.ofDays(1);

    private Pauses() {}

    /// @param attempt the one that failed, from 1    @return empty if it is given up
    static Optional<Instant> next(int attempt, Instant created, Instant now) {
        var doubled = FIRST.multipliedBy(1L << Math.min(attempt - 1, 20));
        var next = now.plus(doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST);
        return next.isAfter(created.plus(GIVEN_UP_AFTER)) ? Optional.empty() : Optional.of(next);
    }
}
