package gannet.server.queue;

import gannet.server.account.Person;
import gannet.server.account.Policy;
import gannet.server.account.Policy.TeamAction;
import gannet.server.storage.Storage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/// What the devices were used for. Other people's teams are told as one, without their names.
public final class Usage {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final int MOST_SPANS = 2000;

    private final UsageStore store;
    private final Rulebook rulebook;
    private final Clock clock;
    private final Policy policy;

    public Usage(Storage storage, Rulebook rulebook, Clock clock) {
        this.store = new UsageStore(storage);
        this.rulebook = rulebook;
        this.clock = clock;
        this.policy = new Policy(storage);
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
    public List<Hour> week(Person who) {
        var seen = new HashMap<UUID, Boolean>();
        var others = new TreeMap<Instant, Double>();
        var hours = new ArrayList<Hour>();
        for (var hour : store.hours(clock.instant().minus(WEEK).truncatedTo(ChronoUnit.HOURS))) {
            if (belongs(who, hour.team(), seen)) {
                hours.add(hour);
            } else {
                others.merge(hour.hour(), hour.seconds(), Double::sum);
            }
        }
        others.forEach((hour, seconds) -> hours.add(new Hour(Job.HIDDEN, hour, seconds)));
        return List.copyOf(hours);
    }

    /// Teams that have used devices of late, or want some, in the order of their names; those that the person does not belong to as one, at the end.
    public List<TeamUse> teams(Person who) {
        var seen = new HashMap<UUID, Boolean>();
        var uses = new ArrayList<TeamUse>();
        TeamUse others = null;
        for (var use : teams(store.teams(rulebook.halfLife(), clock.instant()))) {
            if (belongs(who, use.team(), seen)) {
                uses.add(use);
            } else {
                others = others == null ? new TeamUse(Job.HIDDEN, "Other teams", use.weight(), use.used(), use.due())
                        : new TeamUse(Job.HIDDEN, "Other teams", others.weight() + use.weight(), others.used() + use.used(), others.due() + use.due());
            }
        }
        if (others != null) {
            uses.add(others);
        }
        return List.copyOf(uses);
    }

    private boolean belongs(Person who, UUID team, Map<UUID, Boolean> seen) { return seen.computeIfAbsent(team, one -> policy.allows(who, TeamAction.SEE, one)); }

    static List<TeamUse> teams(List<Counted> all) {
        var counted = all.stream().filter(team -> team.seconds() >= 1 || team.wants()).toList();
        double seconds = counted.stream().mapToDouble(Counted::seconds).sum();
        double weights = counted.stream().mapToDouble(Counted::weight).sum();
        return counted.stream().map(team -> new TeamUse(team.team(), team.name(), team.weight(), seconds == 0 ? 0 : team.seconds() / seconds, team.weight() / weights)).toList();
    }

    /// Which jobs have held which devices since then, the oldest first; the newest of them if they are too many.
    public List<Span> spans(Person who, Instant since) { return store.spans(since, MOST_SPANS); }
}
