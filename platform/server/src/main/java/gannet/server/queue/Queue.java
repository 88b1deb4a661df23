package gannet.server.queue;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.account.Person;
import gannet.server.account.Policy;
import gannet.server.account.Policy.Action;
import gannet.server.compute.Device;
import gannet.server.compute.Devices;
import gannet.server.queue.Forecast.Slot;
import gannet.server.queue.Forecast.Turn;
import gannet.server.queue.Forecast.Waiting;
import gannet.server.queue.JobStore.Listed;
import gannet.server.storage.Storage;
import gannet.server.storage.Transaction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Whose turn it is: priority, then age.
public final class Queue {
    private static final Duration SHOWN_AFTER_ITS_END = Duration.ofDays(1);
    private static final int MOST_SHOWN = 2000;

    private final JobStore store;
    private final Policy policy;
    private final Devices devices;
    private final Room room;
    private final Announcements announcements;
    private final Clock clock;
    private final int attemptsAllowed;
    private final Set<UUID> toStop = ConcurrentHashMap.newKeySet();
    private final Semaphore bell = new Semaphore(0);

    /// @param attempts how often a run is started again after its worker was killed
    public Queue(Storage storage, Policy policy, Devices devices, Room room, Announcements announcements, Clock clock, int attempts) {
        this.store = new JobStore(storage);
        this.policy = policy;
        this.devices = devices;
        this.room = room;
        this.announcements = announcements;
        this.clock = clock;
        this.attemptsAllowed = attempts + 1;
    }

    public static List<Class<?>> entities() { return List.of(JobRow.class, JobChangeRow.class); }

    /// The number of the run that trains on each device, by the device's id.
    public static Map<String, Long> occupied(Storage storage) {
        var occupied = new HashMap<String, Long>();
        new JobStore(storage).live().forEach(ticket -> occupied.put(ticket.device(), ticket.number()));
        return occupied;
    }

    /// Waiting in the order of starting, then running, then ended within a day; jobs of projects the person may not see are
    /// listed without names.
    public List<Job> list(Person who) {
        var now = clock.instant();
        var listed = store.listed(now.minus(SHOWN_AFTER_ITS_END), MOST_SHOWN);
        var turns = turns(listed, now);
        var changes = store.changes(listed.stream().map(Listed::id).toList());
        var seen = new HashMap<UUID, Boolean>();
        var jobs = new ArrayList<Job>();
        for (var row : listed) {
            boolean visible = seen.computeIfAbsent(row.project(), project -> policy.allows(who, Action.SEE, project));
            jobs.add(job(row, visible, turns.get(row.id()), changes.getOrDefault(row.id(), List.of()), now));
        }
        return List.copyOf(jobs);
    }

    /// How many jobs wait or run, of whatever project: the queue is one for everybody.
    public long countOpen(Person who) { return store.countOpen(); }

    public Job find(Person who, UUID id) {
        var row = visible(who, id);
        var now = clock.instant();
        var turn = row.state() == State.QUEUED ? turns(store.listed(now, MOST_SHOWN), now).get(id) : null;
        return job(row, true, turn, store.changes(List.of(id)).getOrDefault(id, List.of()), now);
    }

    /// A waiting job goes at once, a running one checkpoints first.
    public void cancel(Person who, UUID id) {
        var row = visible(who, id);
        policy.require(who, Action.STEER, row.project());
        if (!cancelled(id, who)) {
            throw new ProblemException(Problem.Kind.CONFLICT, "job", "This job of run " + row.run() + " is over already; there is nothing to cancel.");
        }
    }

    /// The same for the job that is open for a run.
    ///
    /// @return whether there was one
    public boolean stop(UUID run, Person who) { return store.open(run).map(ticket -> cancelled(ticket.job(), who)).orElse(false); }

    /// Why a run waits, and when it should start and end; the stored reason for one that does not wait.
    public Map<Long, String> reasons() {
        var now = clock.instant();
        var listed = store.listed(now, MOST_SHOWN);
        var turns = turns(listed, now);
        var reasons = new HashMap<Long, String>();
        listed.stream().filter(row -> turns.containsKey(row.id())).forEach(row -> reasons.put(row.run(), Objects.requireNonNull(turns.get(row.id())).reason()));
        return reasons;
    }

    /// Queues a run, in the transaction that makes or changes it; [#announce] afterwards.
    public UUID add(Transaction transaction, UUID run, Person who, String reason) {
        return store.add(transaction, run, attemptsAllowed, who.name(), reason, clock.instant());
    }

    /// Tells those who look that a job was added, and wakes the scheduler.
    public void announce(UUID job) {
        store.find(job).ifPresent(this::changed);
        ring();
    }

    /// All that happened to a run's jobs, the oldest first.
    public List<Job.Change> changesOf(UUID run) { return store.changesOfRun(run); }

    void ring() { bell.release(); }

    /// Whether somebody has just asked for its end; the database knows for good.
    boolean isToStop(UUID job) { return toStop.remove(job); }

    /// Waits until somebody rings, at most so long.
    void awaitBell(Duration atMost) throws InterruptedException {
        if (bell.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            bell.drainPermits();
        }
    }

    JobStore store() { return store; }

    Room room() { return room; }

    /// Of room for the run that is next.
    Optional<Shortage> shortage() { return store.nextRun().flatMap(room::shortage); }

    /// Tells those who look at the run.
    void changed(Ticket ticket) { announcements.changed(ticket.number(), ticket.project(), ticket.state(), ticket.reason()); }

    private boolean cancelled(UUID id, Person who) {
        var reason = "Stopped by " + who.name() + ".";
        var ticket = change(id, Set.of(State.QUEUED), State.STOPPED, who.name(), reason)
                .or(() -> change(id, Set.of(State.STARTING, State.RUNNING), State.STOPPING, who.name(), reason))
                .or(() -> store.find(id).filter(found -> found.state() == State.STOPPING));
        ticket.filter(found -> found.state() == State.STOPPING).ifPresent(found -> toStop.add(found.job()));
        return ticket.isPresent();
    }

    /// Changes a job's state if it is in one of these, and tells those who look.
    Optional<Ticket> change(UUID id, Set<State> from, State to, String actor, String reason) {
        var ticket = store.change(id, from, to, clock.instant(), actor, reason);
        ticket.ifPresent(this::changed);
        return ticket;
    }

    private Map<UUID, Turn> turns(List<Listed> listed, Instant now) {
        var busy = new HashMap<String, Listed>();
        listed.stream().filter(row -> row.state().isLive()).forEach(row -> busy.put(row.device(), row));
        var slots = devices.list().stream().map(device -> slot(device, busy.get(device.id()), now)).toList();
        var waiting = listed.stream().filter(row -> row.state() == State.QUEUED)
                .map(row -> new Waiting(row.id(), row.priority(), row.created(), left(row), row.reason())).toList();
        return Forecast.of(slots, waiting, waiting.isEmpty() ? null : shortage().orElse(null), now);
    }

    private static Slot slot(Device device, @Nullable Listed row, Instant now) {
        var left = row == null ? null : left(row);
        return new Slot(device.label(), row == null ? 0 : row.run(), left == null ? null : now.plus(left));
    }

    private static @Nullable Duration left(Listed row) {
        return row.millisecondsPerStep() == 0 ? null : Duration.ofMillis(Math.round((row.steps() - row.step()) * row.millisecondsPerStep()));
    }

    private static Job job(Listed row, boolean visible, @Nullable Turn turn, List<Job.Change> changes, Instant now) {
        var left = row.state() == State.RUNNING ? left(row) : null;
        var end = turn != null ? turn.end() : left == null ? null : now.plus(left);
        return new Job(
                row.id(), visible ? row.run() : 0, visible ? row.runName() : "", row.project(), row.state(), row.priority(),
                turn == null ? 0 : turn.place(), row.attempt(), row.attemptsAllowed(), row.device(),
                turn != null ? turn.reason() : visible ? row.reason() : "", visible ? row.launchedBy() : "", row.step(), row.steps(),
                row.created(), row.started(), row.ended(), turn == null ? null : turn.start(), end, visible ? changes : List.of());
    }

    private Listed visible(Person who, UUID id) {
        return store.listed(id).filter(row -> policy.allows(who, Action.SEE, row.project())).orElseThrow(() -> new ProblemException(
                Problem.Kind.ABSENT, "job", "There is no such job, or it is not shared with you."));
    }
}
