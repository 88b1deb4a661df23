package gannet.server.queue;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.run.Exit;
import gannet.run.FullDisk;
import gannet.run.Order;
import gannet.run.RunDirectory;
import gannet.run.RunDirectory.Request;
import gannet.server.compute.Device;
import gannet.server.compute.Workers;
import gannet.server.compute.Workers.Worker;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Attends to one job from its start to the end of its worker: takes in what the worker says, passes on that it should
/// stop, and judges its end. It keeps nothing that a later server could not find in the database and the run directory.
final class Attendance {
    private static final Logger log = LoggerFactory.getLogger(Attendance.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Duration ASK_EVERY = Duration.ofSeconds(1);

    /// A step may be long and a checkpoint large; only a worker that hangs needs so much.
    private static final Duration GRACE = Duration.ofMinutes(15);

    /// A database that comes back does so within this many tries.
    private static final int TRIES_TO_START = 10;

    /// What is refused so often without need of anything is refused for ever.
    private static final int TRIES_TO_TAKE = 3;

    private static final Set<State> LIVE = Set.of(State.STARTING, State.RUNNING, State.STOPPING);

    private final UUID job;
    private final UUID run;
    private final long number;
    private final @Nullable Device device;
    private final Queue queue;
    private final Workers workers;
    private final Reports reports;
    private final Orders orders;
    private final Clock clock;
    private final BooleanSupplier ends;
    private final Path folder;
    private Ticket ticket;
    private Optional<ProcessHandle> process = Optional.empty();
    private boolean hadWorker;
    private int refusals;
    private @Nullable Instant stopping;
    private Instant asked = Instant.EPOCH;

    /// @param device where to start a worker; null to go on with the one that was started    @param ends whether the server ends
    Attendance(Ticket ticket, @Nullable Device device, Queue queue, Workers workers, Reports reports, Orders orders, Clock clock,
            BooleanSupplier ends) {
        this.ticket = ticket;
        job = ticket.job();
        run = ticket.run();
        number = ticket.number();
        this.device = device;
        this.queue = queue;
        this.workers = workers;
        this.reports = reports;
        this.orders = orders;
        this.clock = clock;
        this.ends = ends;
        folder = workers.folder(run);
        hadWorker = ticket.process() != null;
    }

    void run() {
        if (device != null && !started(device)) {
            return;
        }
        boolean sound = true;
        while (!ends.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
            try {
                boolean lives = lives();   // asked first: what a worker said before its end is in the file when it has ended
                if (taken() > 0 && ticket.state() == State.STARTING) {
                    change(State.RUNNING, "Its worker trains.");
                }
                if (!lives) {
                    judge();
                    return;
                }
                steer();
                sound = true;
                Thread.sleep(refusals == 0 ? LOOK_EVERY : ASK_EVERY);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
                if (sound) {
                    log.warn("What run {} says cannot be taken in at the moment, and this is tried again every second: {}", number, e.getMessage(), e);
                }
                sound = false;
                pause();
            }
        }
    }

    /// What a worker says must not keep anybody from stopping it or from judging its end, even if the database refuses it.
    private int taken() {
        try {
            int taken = reports.takeAll();
            refusals = 0;
            return taken;
        } catch (RuntimeException e) {
            if (lacksSomething(e) || Thread.currentThread().isInterrupted() || ++refusals < TRIES_TO_TAKE) {
                throw e;
            }
            if (refusals == TRIES_TO_TAKE) {
                log.warn("What run {} says was refused {} times; it is attended to without: {}", number, refusals, e.getMessage(), e);
            }
            return 0;
        }
    }

    private static boolean lacksSomething(RuntimeException e) { return e instanceof ProblemException problem && problem.kind() == Problem.Kind.RESOURCES; }

    private boolean started(Device device) {
        for (int tries = 1; !ends.getAsBoolean(); tries++) {
            try {
                var order = orders.of(run, device);
                var worker = workers.start(RunDirectory.isOne(folder) ? reassigned(order) : RunDirectory.create(folder, order));
                process = ProcessHandle.of(worker.process());
                hadWorker = true;
                log.info("Run {} starts on {} as process {}, attempt {} of {}.", number, device.label(), worker.process(), ticket.attempt(), ticket.attemptsAllowed());
                writeDown(worker);
                return true;
            } catch (RuntimeException e) {
                if (Thread.currentThread().isInterrupted()) {
                    return false; // the server ends; the next one goes on
                }
                var shortage = FullDisk.isBehind(e) ? queue.room().shortage(run) : Optional.<Shortage>empty();
                if (shortage.isPresent()) {
                    awaitRoom(shortage.get().note());
                    return false;
                }
                if (!lacksSomething(e) || tries == TRIES_TO_START) {
                    cannotStart(e);
                    return false;
                }
                if (tries == 1) {
                    log.warn("Run {} cannot start at the moment, and this is tried again every second: {}", number, e.getMessage());
                }
                pause();
                if (queue.isToStop(job)) {
                    judge();
                    return false;
                }
            }
        }
        return false;
    }

    /// A later server finds a worker that was not written down by its run directory.
    private void writeDown(Worker worker) {
        try {
            queue.store().writeProcess(job, worker.process(), worker.started());
        } catch (RuntimeException e) {
            log.warn("The process {} of run {} could not be written down: {}", worker.process(), number, e.getMessage(), e);
        }
    }

    private void cannotStart(RuntimeException e) {
        if (e instanceof ProblemException problem) {
            over(State.FAILED, String.join(" ", problem.problems().stream().map(Problem::message).toList()));
            return;
        }
        log.warn("Run {} cannot start", number, e);
        var reason = "Its worker could not be started in attempt %d of %d: %s. The server's log tells more.".formatted(ticket.attempt(), ticket.attemptsAllowed(), e);
        if (ticket.attempt() < ticket.attemptsAllowed()) {
            again(reason, true);
        } else {
            over(State.FAILED, reason);
        }
    }

    /// The same work on another device; the threads stay, because results to the bit depend on them.
    private RunDirectory reassigned(Order order) {
        var directory = RunDirectory.open(folder);
        var before = directory.order();
        if (!before.device().equals(order.device()) || !before.plugin().equals(order.plugin()) || !before.data().equals(order.data())) {
            directory.reassign(new Order(before.run(), order.plugin(), before.variant(), before.settings(), before.training(),
                    order.data(), order.device(), before.threads(), before.fork()));
        }
        return directory;
    }

    private boolean lives() {
        if (process.isPresent() && process.get().isAlive() && Workers.lives(process.get())) {
            return true;
        }
        var known = ticket.process() == null || ticket.processStarted() == null ? null : new Worker(ticket.process(), ticket.processStarted());
        process = workers.find(folder, known);
        if (process.isEmpty() && known == null && device == null) {
            process = workers.search(folder);
        }
        boolean lives = process.isPresent() || workers.isHeld(folder);
        hadWorker |= lives;
        return lives;
    }

    /// Looks now and then what people want of it.
    private void steer() {
        var now = clock.instant();
        if (Duration.between(asked, now).compareTo(ASK_EVERY) < 0 && !queue.isToStop(job)) {
            return;
        }
        asked = now;
        ticket = queue.store().find(job).orElse(ticket);
        if (ticket.state() != State.STOPPING) {
            return;
        }
        if (stopping == null) {
            stopping = now;
            RunDirectory.open(folder).ask(Request.STOP);
        }
        if (Duration.between(stopping, now).compareTo(GRACE) > 0) {
            log.warn("The worker of run {} did not stop within {} min and is killed.", number, GRACE.toMinutes());
            process.ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private void judge() {
        ticket = queue.store().find(job).orElse(ticket);
        if (!ticket.state().isLive()) {
            return;
        }
        var exit = exit();
        if (!hadWorker && exit.isEmpty()) {
            if (ticket.state() == State.STOPPING) {
                over(State.STOPPED, ticket.reason());
            } else {
                again("The server ended before its worker started.", false);
            }
            return;
        }
        var verdict = Verdict.of(ticket.state(), ticket.reason(), exit.orElse(null), ticket.attempt(), ticket.attemptsAllowed(),
                queue.room().shortage(run).orElse(null));
        switch (verdict) {
            case Verdict.Over(var state, var reason) -> over(state, reason);
            case Verdict.Again(var reason, var counts) -> again(reason, counts);
            case Verdict.NoRoom(var reason) -> awaitRoom(reason);
        }
    }

    /// The worker's last word stays, because it says how much room was lacking. Whoever took it for a new one's would only
    /// let the run wait once more.
    private void awaitRoom(String reason) {
        log.warn("Run {} waits for room: {}", number, reason);
        queue.store().again(job, clock.instant(), reason, false).ifPresent(queue::changed);
    }

    private void again(String reason, boolean counts) {
        log.info("Run {} goes back to the queue: {}", number, reason);
        if (RunDirectory.isOne(folder)) {
            RunDirectory.open(folder).reopen(); // before it can be claimed again, so that nobody takes the old end for a new one
        }
        queue.store().again(job, clock.instant(), reason, counts).ifPresent(queue::changed);
    }

    /// A last word that nobody can read counts as none: the worker is judged as one that was killed.
    private Optional<Exit> exit() {
        try {
            return RunDirectory.isOne(folder) ? RunDirectory.open(folder).exit() : Optional.empty();
        } catch (ProblemException e) {
            if (e.kind() != Problem.Kind.USER) {
                throw e;
            }
            log.warn("How the worker of run {} ended cannot be told: {}", number, e.getMessage());
            return Optional.empty();
        }
    }

    private void over(State state, String reason) {
        if (state == State.FAILED) {
            log.warn("Run {} failed: {}", number, reason);
        } else {
            log.info("Run {} is over: {}", number, state);
        }
        change(state, reason);
    }

    private void change(State state, String reason) {
        queue.change(job, LIVE, state, "Gannet", reason).ifPresent(changed -> ticket = changed);
    }

    private static void pause() {
        try {
            Thread.sleep(ASK_EVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
