package gannet.server.queue;

import gannet.server.compute.Leadership;
import gannet.server.compute.Servers;
import gannet.server.compute.Workers;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at the queue whenever somebody rings, and each second anyway. Of all servers the leader alone plans: it gives free
/// devices to the jobs whose turn it is, lets lower ones give way, and takes over what silent servers attended to. Every
/// server starts and attends to the jobs that were given to it, each on a virtual thread of its own.
public final class Scheduler implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Scheduler.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration CREDIT_EVERY = Duration.ofSeconds(10);

    private final Queue queue;
    private final Planning planning;
    private final Rulebook rulebook;
    private final Servers servers;
    private final Leadership leadership;
    private final Workers workers;
    private final Function<Ticket, Reports> reports;
    private final Orders orders;
    private final Clock clock;
    private final Map<UUID, Thread> attended = new ConcurrentHashMap<>();
    private final Starts starts = new Starts();
    private long credited = System.nanoTime() - CREDIT_EVERY.toNanos();
    private @Nullable Thread decider;
    private volatile boolean ends;

    public Scheduler(
            Queue queue, Planning planning, Rulebook rulebook, Servers servers, Leadership leadership, Workers workers, ReportsOfRuns reports, Orders orders, Clock clock) {
        this.queue = queue;
        this.planning = planning;
        this.rulebook = rulebook;
        this.servers = servers;
        this.leadership = leadership;
        this.workers = workers;
        this.reports = ticket -> reports.of(ticket.run(), ticket.number(), ticket.project());
        this.orders = orders;
        this.clock = clock;
    }

    /// Goes on with the workers that an earlier server started, then starts new ones as devices come free.
    public synchronized void start() {
        if (decider == null) {
            decider = Thread.ofVirtual().name("scheduler").start(this::schedule);
        }
    }

    /// Stops looking; workers live on.
    @Override public synchronized void close() {
        if (decider == null) {
            return;
        }
        ends = true; // asked first, because an interrupt breaks the connection to the database that it strikes
        queue.ring();
        end(decider);
        attended.values().forEach(Scheduler::end);
    }

    private static void end(Thread thread) {
        try {
            if (!thread.join(Duration.ofSeconds(5))) {
                thread.interrupt();
                thread.join(Duration.ofSeconds(5));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void schedule() {
        boolean sound = true;
        while (!ends && !Thread.currentThread().isInterrupted()) {
            try {
                if (leadership.isLeader()) {
                    lead();
                }
                attendToOurs();
                sound = true;
                queue.awaitBell(LOOK_EVERY);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
                if (sound) {
                    log.warn("Nothing can be started at the moment, and this is tried again every second: {}", e.getMessage(), e);
                }
                sound = false;
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void lead() {
        rulebook.refreshed();
        int adopted = queue.attendants().adopt(servers.id(), servers.silent(), leadership::isLeader);
        if (adopted > 0) {
            log.info("Attends to {} jobs of servers that are silent.", adopted);
        }
        if (System.nanoTime() - credited >= CREDIT_EVERY.toNanos()) {
            queue.store().credit(clock.instant());
            credited = System.nanoTime();
        }
        if (!rulebook.heldBy().isEmpty()) {
            return;
        }
        planning.carryOut(clock, leadership::isLeader).forEach(queue::changed);
    }

    /// Attends to jobs that are ours in the database but not here: just given to us, taken over, or of the server before this one.
    private void attendToOurs() {
        for (var ticket : queue.attendants().attendedBy(servers.id())) {
            // what is not attended now was changed for good before now, so a second look tells those that have just ended
            if (!attended.containsKey(ticket.job()) && !ends) {
                queue.store().find(ticket.job()).filter(found -> found.state().isLive() && servers.id().equals(found.attendedBy())).ifPresent(this::attend);
            }
        }
    }

    private void attend(Ticket ticket) {
        if (ticket.state() != State.STARTING) {
            log.info("Goes on with run {}, which is {} on {}.", ticket.number(), ticket.state(), String.join(" and ", ticket.devices()));
        }
        var attendance = new Attendance(servers.id(), ticket, queue, workers, reports.apply(ticket), orders, starts, clock, () -> ends);
        var thread = Thread.ofVirtual().name("run " + ticket.number()).unstarted(() -> {
            try {
                attendance.run();
            } catch (RuntimeException e) {
                log.warn("Nobody attends to run {} for a moment: {}", ticket.number(), e.getMessage(), e);
            } finally {
                attended.remove(ticket.job(), Thread.currentThread()); // it may be back in the queue, claimed and attended to again
                queue.ring();
            }
        });
        attended.put(ticket.job(), thread);
        thread.start();
    }
}
