package gannet.server.queue;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.account.Person;
import gannet.server.account.Policy;
import gannet.server.account.Policy.Action;
import gannet.server.queue.ListingStore.Row;
import gannet.server.storage.Storage;
import gannet.server.storage.Transaction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What people ask of the queue: put in, taken out, held, moved. What becomes of it is decided by the [Scheduler].
public final class Queue {
    private static final int MOST_AT_ONCE = 1000;

    private final JobStore store;
    private final AttendantStore attendants;
    private final ListingStore listing;
    private final PlaceStore places;
    private final Policy policy;
    private final Rulebook rulebook;
    private final Outlook outlook;
    private final Room room;
    private final Announcements announcements;
    private final Clock clock;
    private final int attemptsAllowed;
    private final Set<UUID> toLeave = ConcurrentHashMap.newKeySet();
    private final Semaphore bell = new Semaphore(0);

    /// @param attempts how often a run is started again after its worker was killed
    public Queue(Storage storage, Policy policy, Rulebook rulebook, Outlook outlook, Room room, Announcements announcements, Clock clock, int attempts) {
        this.store = new JobStore(storage, rulebook::halfLife);
        this.attendants = new AttendantStore(storage);
        this.listing = new ListingStore(storage);
        this.places = new PlaceStore(storage);
        this.policy = policy;
        this.rulebook = rulebook;
        this.outlook = outlook;
        this.room = room;
        this.announcements = announcements;
        this.clock = clock;
        this.attemptsAllowed = attempts + 1;
    }

    public static List<Class<?>> entities() { return List.of(JobChangeRow.class); }

    /// What came of one job among many.
    ///
    /// @param problem empty if it was done
    public record Outcome(UUID job, String problem) {}

    /// A run that is to be queued.
    ///
    /// @param reason what its history begins with    @param length how long it should train, null if nobody can tell
    public record Entry(UUID run, UUID project, Needs needs, String reason, @Nullable Duration length) {}

    /// Open ones of all projects: everybody may know how long the queue is.
    public long countOpen(Person who) { return listing.count("{QUEUED,PAUSED,STARTING,RUNNING,PAUSING,PREEMPTING,STOPPING}"); }

    /// Takes it out of the queue, or asks its worker to save a checkpoint and stop.
    public void cancel(Person who, UUID id) { steer(who, id, Steering.CANCEL); }

    /// Holds it: where it waits, or after its worker has saved a checkpoint.
    public void pause(Person who, UUID id) { steer(who, id, Steering.PAUSE); }

    /// Holds the open job of a run.
    public void pauseRun(Person who, UUID run) {
        requireSteering(who, run);
        pause(who, store.open(run).map(Ticket::job).orElseThrow(() -> conflict("It has no job that could be paused: it is over.")));
    }

    /// Lets a paused job wait for its turn again, with the age it had.
    public void resume(Person who, UUID id) { steer(who, id, Steering.RESUME); }

    /// Sends a job at work back into the queue; queues a stopped or failed one again. It goes on from its last checkpoint.
    public void requeue(Person who, UUID id) {
        var row = steerable(who, id);
        if (row.state() == State.FAILED || row.state() == State.STOPPED) {
            var _ = goOn(who, store.find(id).orElseThrow().run());
            return;
        }
        steer(who, row, Steering.REQUEUE);
    }

    /// @throws ProblemException if the person may not give it this class, or it is over
    public void prioritise(Person who, UUID id, Priority priority) {
        var row = steerable(who, id);
        requireHurry(who, row.project(), priority);
        if (!places.prioritise(id, priority, who.name(), clock.instant())) {
            throw over(row);
        }
        ring();
    }

    /// Does one thing to many jobs, and says what came of each.
    ///
    /// @param action "cancel", "pause", "resume", "requeue", or a priority
    public List<Outcome> bulk(Person who, String action, List<UUID> jobs) {
        if (jobs.size() > MOST_AT_ONCE) {
            throw ProblemException.user("jobs", "At most %,d jobs at once, not %,d.".formatted(MOST_AT_ONCE, jobs.size()));
        }
        var outcomes = new ArrayList<Outcome>();
        for (var job : jobs) {
            try {
                one(who, action, job);
                outcomes.add(new Outcome(job, ""));
            } catch (ProblemException e) {
                outcomes.add(new Outcome(job, e.problems().stream().map(Problem::message).collect(Collectors.joining(" "))));
            }
        }
        return List.copyOf(outcomes);
    }

    private void one(Person who, String action, UUID job) {
        switch (action) {
            case "cancel" -> cancel(who, job);
            case "pause" -> pause(who, job);
            case "resume" -> resume(who, job);
            case "requeue" -> requeue(who, job);
            case "LOW", "NORMAL", "HIGH", "URGENT" -> prioritise(who, job, Priority.valueOf(action));
            default -> throw ProblemException.user("action", "action must be cancel, pause, resume, requeue, LOW, NORMAL, HIGH or URGENT, not \"" + action + "\".");
        }
    }

    /// The number of moves that have been made; whoever moves says which order they saw.
    public long moves(Person who) { return places.moves(); }

    /// Puts a waiting job right before another: administrators any job, everybody their own among their own.
    ///
    /// @param before null: to the top    @param moves as it was when the order was seen
    /// @throws ProblemException with CONFLICT if somebody else has moved a job since
    public void move(Person who, UUID id, @Nullable UUID before, long moves) {
        var row = steerable(who, id);
        if (row.state() != State.QUEUED) {
            throw conflict("Run %d does not wait any more, so it cannot be moved; look at the order again.".formatted(row.run()));
        }
        var now = clock.instant();
        if (who.administrator()) {
            refuse(places.pin(id, before, outlook.order(), moves, who.name(), now));
        } else {
            if (before == null) {
                throw new ProblemException(Problem.Kind.FORBIDDEN, "", "Only an administrator may move a job to the top; move yours before another of yours, or ask one.");
            }
            var other = visible(who, before);
            if (!other.person().equals(who.id()) || !row.person().equals(who.id())) {
                throw new ProblemException(Problem.Kind.FORBIDDEN, "", "You may move your own jobs among your own; ask an administrator to move others.");
            }
            refuse(places.swap(id, before, moves, who.name(), now));
        }
        store.find(id).ifPresent(this::changed);
        ring();
    }

    /// Gives up the place that an administrator gave it.
    public void unpin(Person who, UUID id) {
        Rulebook.requireAdministrator(who, "move jobs");
        var row = steerable(who, id);
        if (!places.unpin(id, who.name(), clock.instant())) {
            throw conflict("Run %d has no place of its own in the queue.".formatted(row.run()));
        }
        ring();
    }

    private static void refuse(Optional<String> refusal) { refusal.ifPresent(why -> { throw conflict(why); }); }

    /// Queues runs, in the transaction that makes or changes them; [#announce] afterwards.
    public List<UUID> add(Transaction transaction, List<Entry> entries, Person who) {
        entries.stream().map(Entry::project).distinct().forEach(project -> policy.require(transaction, who, Action.LAUNCH, project));
        requireRoom(transaction, entries, who);
        return store.add(transaction, entries.stream().map(entry -> new JobStore.New(
                entry.run(), entry.project(), who.id(), entry.needs(), attemptsAllowed, entry.reason(), entry.length())).toList(), who.name(), clock.instant());
    }

    private void requireRoom(Transaction transaction, List<Entry> entries, Person who) {
        var rules = rulebook.current();
        for (var project : entries.stream().map(Entry::project).distinct().toList()) {
            var waiting = places.waiting(transaction, who.id(), project);
            long wanted = entries.stream().filter(entry -> entry.project().equals(project)).count();
            requireRoom("you", waiting.ofPerson(), wanted, waiting.personLimit(), rules.personQueued());
            requireRoom("your team", waiting.ofTeam(), wanted, waiting.teamLimit(), rules.teamQueued());
        }
    }

    /// @param own a limit for just these, null if there is none    @param general the rules', 0 for none
    private static void requireRoom(String whose, long waiting, long wanted, @Nullable Integer own, int general) {
        int limit = own != null ? own : general == 0 ? Integer.MAX_VALUE : general;
        if (waiting + wanted > limit) {
            throw new ProblemException(Problem.Kind.CONFLICT, "", "%,d of %,d jobs that %s may have waiting are waiting, so %,d more cannot be queued; wait for some to start, cancel some, or ask an administrator for another limit."
                    .formatted(waiting, limit, whose, wanted));
        }
    }

    /// What is wrong with a priority for this person; HIGH and URGENT are for maintainers.
    public void requireHurry(Person who, UUID project, Priority priority) {
        if (priority == Priority.HIGH || priority == Priority.URGENT) {
            policy.require(who, Action.HURRY, project);
        }
    }

    /// Tells those who look that jobs were added, and wakes the scheduler.
    public void announce(List<UUID> jobs) {
        jobs.forEach(job -> store.find(job).ifPresent(this::changed));
        ring();
    }

    /// Stops what is open for a run.
    ///
    /// @return whether there was something
    public boolean stop(UUID run, String actor, String reason) {
        var open = store.open(run);
        return open.isPresent() && (
                change(open.get().job(), Set.of(State.QUEUED, State.PAUSED), State.STOPPED, actor, reason).isPresent()
                || change(open.get().job(), Set.of(State.STARTING, State.RUNNING, State.PAUSING, State.PREEMPTING), State.STOPPING, actor, reason).isPresent()
                || store.find(open.get().job()).filter(found -> found.state() == State.STOPPING).isPresent());
    }

    /// Goes on with a run that is paused, stopped or failed, from its last checkpoint.
    ///
    /// @return the job
    public UUID goOn(Person who, UUID run) {
        requireSteering(who, run);
        var open = store.open(run);
        if (open.isPresent()) {
            var ticket = open.get();
            return change(ticket.job(), Set.of(State.PAUSED), State.QUEUED, who.name(), "Resumed by " + who.name() + ".")
                    .map(Ticket::job).orElseThrow(() -> Steering.RESUME.refusal(ticket.number(), ticket.state()));
        }
        var job = store.repeat(run, attemptsAllowed, who.name(), clock.instant());
        announce(List.of(job));
        return job;
    }

    /// All that happened to a run's jobs, the oldest first.
    /// Waiting jobs of which nobody knows how long they should train, with their runs.
    public Map<UUID, UUID> ofUnknownLength(int most) { return store.ofUnknownLength(most); }

    /// Says how long these should train, as far as they still wait.
    public void lengths(Map<UUID, Duration> lengths) {
        if (!lengths.isEmpty()) {
            store.lengths(lengths);
            bell.release();
        }
    }

    public List<Job.Change> changesOf(UUID run) { return store.changesOfRun(run); }

    public void ring() { bell.release(); }

    /// Whether somebody has just asked for its end; the database knows for good.
    boolean isToLeave(UUID job) { return toLeave.remove(job); }

    /// How long a preempted run has to save its checkpoint.
    Duration grace() { return Duration.ofSeconds(rulebook.current().grace()); }

    /// Waits until somebody rings, at most so long.
    void awaitBell(Duration atMost) throws InterruptedException {
        if (bell.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            bell.drainPermits();
        }
    }

    JobStore store() { return store; }

    AttendantStore attendants() { return attendants; }

    Room room() { return room; }

    /// Tells those who look at the run.
    void changed(Ticket ticket) { announcements.changed(ticket.number(), ticket.project(), ticket.state(), ticket.reason()); }

    /// Changes a job's state if it is in one of these, and tells those who look.
    Optional<Ticket> change(UUID id, Set<State> from, State to, String actor, String reason) {
        var ticket = store.change(id, from, to, clock.instant(), actor, reason);
        ticket.ifPresent(found -> {
            if (found.state().isLeaving()) {
                toLeave.add(found.job());
            }
            changed(found);
            ring();
        });
        return ticket;
    }

    private void steer(Person who, UUID id, Steering wish) { steer(who, steerable(who, id), wish); }

    private void steer(Person who, Row row, Steering wish) {
        for (var way : wish.ways()) {
            if (change(row.id(), way.from(), way.to(), who.name(), way.reason().formatted(who.name())).isPresent()) {
                return;
            }
        }
        var state = store.find(row.id()).map(Ticket::state).orElse(row.state());
        if (wish != Steering.CANCEL || state != State.STOPPING) {
            throw wish.refusal(row.run(), state);
        }
    }

    private Row steerable(Person who, UUID id) {
        var row = visible(who, id);
        policy.require(who, Action.STEER, row.project());
        return row;
    }

    private void requireSteering(Person who, UUID run) {
        var project = listing.projectOf(run).filter(found -> policy.allows(who, Action.SEE, found)).orElseThrow(() -> new ProblemException(
                Problem.Kind.ABSENT, "run", "There is no such run, or it is not shared with you."));
        policy.require(who, Action.STEER, project);
    }

    private Row visible(Person who, UUID id) {
        return listing.one(id).filter(row -> policy.allows(who, Action.SEE, row.project())).orElseThrow(() -> new ProblemException(
                Problem.Kind.ABSENT, "job", "There is no such job, or it is not shared with you."));
    }

    private static ProblemException over(Row row) { return conflict("The job of run %d is over; its priority says nothing any more.".formatted(row.run())); }

    private static ProblemException conflict(String message) { return new ProblemException(Problem.Kind.CONFLICT, "job", message); }

    Instant now() { return clock.instant(); }
}
