package gannet.server.queue;

import gannet.server.compute.Device;
import gannet.server.compute.Devices;
import gannet.server.compute.Workers;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Gives free devices to the jobs whose turn it is. One virtual thread decides; every job that is started gets another
/// that attends to it until its worker has ended.
public final class Scheduler implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Scheduler.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Queue queue;
    private final Devices devices;
    private final Workers workers;
    private final Function<Ticket, Reports> reports;
    private final Orders orders;
    private final Clock clock;
    private final Map<UUID, Thread> attended = new ConcurrentHashMap<>();
    private @Nullable Thread decider;
    private boolean scarce;
    private volatile boolean ends;

    public Scheduler(Queue queue, Devices devices, Workers workers, ReportsOfRuns reports, Orders orders, Clock clock) {
        this.queue = queue;
        this.devices = devices;
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
                goOn();
                startWhatCan();
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

    /// Attends to jobs that are live in the database but not here: those of the server before this one.
    private void goOn() {
        for (var ticket : queue.store().live()) {
            // what is not attended now was changed for good before now, so a second look tells those that have just ended
            if (!attended.containsKey(ticket.job()) && queue.store().find(ticket.job()).filter(found -> found.state().isLive()).isPresent()) {
                log.info("Goes on with run {}, which is {} on {}.", ticket.number(), ticket.state(), ticket.device());
                attend(ticket, null);
            }
        }
    }

    private void startWhatCan() {
        for (var device = free(); device.isPresent() && !ends && hasRoom(); device = free()) {
            var ticket = queue.store().claim(device.get(), clock.instant());
            if (ticket.isEmpty()) {
                return;
            }
            queue.changed(ticket.get());
            attend(ticket.get(), device.get());
        }
    }

    /// Nothing is started while whoever is next lacks room: others would only take more of it.
    private boolean hasRoom() {
        var shortage = queue.shortage();
        if (shortage.isPresent() && !scarce) {
            log.warn("Nothing is started for want of room. {}", shortage.get().wait(false));
        }
        if (shortage.isEmpty() && scarce) {
            log.info("There is room for runs again.");
        }
        scarce = shortage.isPresent();
        return !scarce;
    }

    private Optional<Device> free() {
        Set<String> taken = queue.store().live().stream().map(Ticket::device).collect(Collectors.toSet());
        return devices.list().stream().filter(device -> !taken.contains(device.id())).findFirst();
    }

    /// @param device where to start its worker; null if that has been done
    private void attend(Ticket ticket, @Nullable Device device) {
        var attendance = new Attendance(ticket, device, queue, workers, reports.apply(ticket), orders, clock, () -> ends);
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
