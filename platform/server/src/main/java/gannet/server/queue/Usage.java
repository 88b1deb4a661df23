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
    private final Rulebook rulebook;
    private final Clock clock;

    public Usage(Storage storage, Rulebook rulebook, Clock clock) {
        this.store = new UsageStore(storage);
        this.rulebook = rulebook;
        this.clock = clock;
    }

    /// A team beside what it is due.
    ///
    /// @param used its part of the device time that counts, from 0 to 1; less and less with time    @param due the part that its weight gives it among those that use or want devices
    public record TeamUse(UUID team, String name, double weight, double used, double due) {}

    /// @param seconds that count    @param wants whether it has open jobs
    record Counted(UUID team, String name, double weight, double seconds, boolean wants) {}

    /// @param seconds of all devices in this hour
    public record Hour(UUID team, Instant hour, double seconds) {}

    /// A time in which a job held a device.
    ///
    /// @param ended now, if it holds it still
    public record Span(UUID job, UUID server, String device, Instant started, Instant ended, boolean open) {}

    /// The last seven days by the hour.
    public List<Hour> week(Person who) { return store.hours(clock.instant().minus(WEEK).truncatedTo(ChronoUnit.HOURS)); }

    /// Teams that have used devices of late, or want some, in the order of their names.
    public List<TeamUse> teams(Person who) { return teams(store.teams(rulebook.halfLife(), clock.instant())); }

    static List<TeamUse> teams(List<Counted> all) {
        var counted = all.stream().filter(team -> team.seconds() >= 1 || team.wants()).toList();
        double seconds = counted.stream().mapToDouble(Counted::seconds).sum();
        double weights = counted.stream().mapToDouble(Counted::weight).sum();
        return counted.stream().map(team -> new TeamUse(team.team(), team.name(), team.weight(), seconds == 0 ? 0 : team.seconds() / seconds, team.weight() / weights)).toList();
    }

    /// Which jobs have held which devices since then, the oldest first; the newest of them if they are too many.
    public List<Span> spans(Person who, Instant since) { return store.spans(since, MOST_SPANS); }
}
