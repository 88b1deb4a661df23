package gannet.server.queue;

import gannet.server.account.Person;
import gannet.server.storage.Storage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/// What the devices were used for; teams' names and device time are everybody's to know.
public final class Usage {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final int MOST_SPANS = 2000;

    private final UsageStore store;
    private final Clock clock;

    public Usage(Storage storage, Clock clock) {
        this.store = new UsageStore(storage);
        this.clock = clock;
    }

    /// @param seconds of all devices in this hour
    public record Hour(UUID team, Instant hour, double seconds) {}

    /// A time in which a job held a device.
    ///
    /// @param ended now, if it holds it still
    public record Span(UUID job, UUID server, String device, Instant started, Instant ended, boolean open) {}

    /// The last seven days by the hour.
    public List<Hour> week(Person who) { return store.hours(clock.instant().minus(WEEK).truncatedTo(ChronoUnit.HOURS)); }

    /// Which jobs have held which devices since then, the oldest first; the newest of them if they are too many.
    public List<Span> spans(Person who, Instant since) { return store.spans(since, MOST_SPANS); }
}
