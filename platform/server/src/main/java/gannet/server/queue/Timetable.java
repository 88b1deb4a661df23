package gannet.server.queue;

import gannet.server.account.Person;
import gannet.server.account.Policy;
import gannet.server.account.Policy.Action;
import gannet.server.compute.Device;
import gannet.server.compute.Devices;
import gannet.server.queue.Outlook.Overview;
import gannet.server.queue.PastStore.Stay;
import gannet.server.storage.Storage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which run held, holds and should next hold which device.
public final class Timetable {
    /// Of the past; more than any page can show apart.
    private static final int MOST_STAYS = 600;

    private final PastStore past;
    private final Policy policy;
    private final Devices devices;

    public Timetable(Storage storage, Policy policy, Devices devices) {
        this.past = new PastStore(storage);
        this.policy = policy;
        this.devices = devices;
    }

    public enum Tense { PAST, PRESENT, FUTURE }

    /// A time on a device.
    ///
    /// @param run number of the run, 0 where the reader may not see it; then its names are empty, too
    /// @param state how it ended, PREEMPTING or PAUSED if it left to go on later, QUEUED if it is still to come
    /// @param steerable whether the reader may stop it    @param to an estimate unless it is past, null if nobody can tell
    /// @param done which part of its steps, from 0 to 1
    public record Entry(
            UUID job, long run, String name, String who, UUID team, String teamName, Tense tense, State state, boolean own, boolean steerable,
            Instant from, @Nullable Instant to, double done) {}

    /// @param entries in the order of their times
    public record Lane(Device device, List<Entry> entries) {}

    /// @param overview what waits and runs, as the same reader sees it
    public List<Lane> lanes(Person who, Overview overview, Instant from, Instant to) {
        var all = devices.list(who);
        var entries = new HashMap<Device.Key, List<Entry>>();
        var steers = new HashMap<UUID, Boolean>();
        var seen = new HashMap<UUID, Boolean>();
        past.stays(from, MOST_STAYS).forEach(stay -> add(entries, new Device.Key(stay.server(), stay.device()),
                past(who, stay, seen.computeIfAbsent(stay.project(), project -> policy.allows(who, Action.SEE, project)))));
        for (var job : overview.jobs()) {
            var server = job.server();
            if (job.state().isLive() && server != null) {
                boolean steerable = steers.computeIfAbsent(job.project(), project -> policy.allows(who, Action.STEER, project));
                job.devices().forEach(device -> add(entries, new Device.Key(server, device), present(job, steerable)));
            }
        }
        Seats.foreseen(all, overview.jobs()).forEach((job, seat) -> {
            var start = job.expectedStart();
            if (start != null && start.isBefore(to)) {
                seat.forEach(device -> add(entries, device, future(job, start)));
            }
        });
        return all.stream().map(device -> new Lane(device, inOrder(entries.getOrDefault(device.key(), List.of())))).toList();
    }

    private static List<Entry> inOrder(List<Entry> entries) { return entries.stream().sorted(Comparator.comparing(Entry::from)).toList(); }

    private static void add(Map<Device.Key, List<Entry>> entries, Device.Key device, Entry entry) { entries.computeIfAbsent(device, _ -> new ArrayList<>()).add(entry); }

    private static Entry past(Person who, Stay stay, boolean visible) {
        return new Entry(stay.job(), visible ? stay.run() : 0, visible ? stay.name() : "", visible ? stay.launchedBy() : "", visible ? stay.team() : Job.HIDDEN, visible ? stay.teamName() : "", Tense.PAST, stay.end(),
                stay.person().equals(who.id()), false, stay.started(), stay.ended(), 1);
    }

    private static Entry present(Job job, boolean steerable) {
        var since = job.started() == null ? job.since() : job.started();
        return new Entry(job.id(), job.run(), job.runName(), job.launchedBy(), job.team(), job.teamName(), Tense.PRESENT, job.state(), job.own(), steerable && job.run() != 0,
                since, job.expectedEnd(), job.steps() == 0 ? 0 : Math.min(1, (double) job.step() / job.steps()));
    }

    private static Entry future(Job job, Instant start) {
        var end = job.expectedEnd();
        return new Entry(job.id(), job.run(), job.runName(), job.launchedBy(), job.team(), job.teamName(), Tense.FUTURE, State.QUEUED, job.own(), false, start,
                end == null || end.isBefore(start.plus(Duration.ofSeconds(1))) ? null : end, 0);
    }
}
