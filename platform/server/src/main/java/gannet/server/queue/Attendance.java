package gannet.server.queue;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.run.Exit;
import gannet.run.Exit.Fault;
import gannet.run.FullDisk;
import gannet.run.Order;
import gannet.run.RunDirectory;
import gannet.run.RunDirectory.Request;
import gannet.server.compute.Workers;
import gannet.server.compute.Workers.Worker;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
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

    /// What is refused so often without need of anything is refused for ever.
    private static final int TRIES_TO_TAKE = 3;

    private final UUID self;
    private final UUID job;
    private final UUID run;
    private final long number;
    private final Queue queue;
    private final Workers workers;
    private final Reports reports;
    private final Orders orders;
    private final Starts starts;
    private final Clock clock;
    private final BooleanSupplier ends;
    private final Path folder;
    private Ticket ticket;
    private Optional<ProcessHandle> process = Optional.empty();
    private boolean hadWorker;
    private int refusals;
    private @Nullable Long leaving;                            // by this process's clock, which nobody sets
    private long asked = System.nanoTime() - ASK_EVERY.toNanos();

    /// @param self the server that attends    @param starts those of this server    @param ends whether it ends
    Attendance(UUID self, Ticket ticket, Queue queue, Workers workers, Reports reports, Orders orders, Starts starts, Clock clock, BooleanSupplier ends) {
        this.self = self;
        this.ticket = ticket;
        job = ticket.job();
        run = ticket.run();
        number = ticket.number();
        this.queue = queue;
        this.workers = workers;
        this.reports = reports;
        this.orders = orders;
        this.starts = starts;
        this.clock = clock;
        this.ends = ends;
        folder = workers.folder(run);
        hadWorker = ticket.process() != null;
    }

    void run() {
        boolean toStart = ticket.state() == State.STARTING && ticket.process() == null;
        boolean sound = true;
        while (!ends.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
            try {
                if (toStart && !lives() && !started()) {
                    return;
                }
                toStart = false;
                boolean lives = lives();   // asked first: what a worker said before its end is in the file when it has ended
                if (taken() > 0 && ticket.state() == State.STARTING) {
                    queue.change(job, Set.of(State.STARTING), State.RUNNING, "Gannet", "Its worker trains.").ifPresent(changed -> ticket = changed);
                }
                if (!lives) {
                    judge();
                    return;
                }
                if (!steer()) {
                    return;
                }
                sound = true;
                Thread.sleep(refusals == 0 ? LOOK_EVERY : ASK_EVERY);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException e) {
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
                if (sound) {
                    log.warn("Run {} cannot be attended to at the moment, and this is tried again every second: {}", number, e.getMessage(), e);
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

    /// @return whether there is something to attend to
    private boolean started() {
        if (ticket.server() != null && !ticket.server().equals(self)) {
            again("The server whose turn it was fell silent before its worker started.", false); // its devices are not ours
            return false;
        }
        int most = starts.tries();
        for (int tries = 1; !ends.getAsBoolean(); tries++) {
            try {
                var order = orders.of(run, ticket.devices());
                var gpus = orders.gpus(ticket.devices());
                boolean started = queue.attendants().start(ticket, self, () -> begun(order, gpus)).isPresent();
                if (started) {
                    starts.succeeded();
                }
                return started;
            } catch (RuntimeException e) {
                if (process.isPresent()) { // a later server finds it by its run directory
                    log.warn("The process {} of run {} could not be written down: {}", process.get().pid(), number, e.getMessage(), e);
                    return true;
                }
                if (Thread.currentThread().isInterrupted()) {
                    return false; // the server ends; the next one goes on
                }
                var shortage = FullDisk.isBehind(e) ? queue.room().shortage(run) : Optional.<Shortage>empty();
                if (shortage.isPresent()) {
                    awaitRoom(shortage.get().note());
                    return false;
                }
                if (!lacksSomething(e)) {
                    cannotStart(e);
                    return false;
                }
                if (tries >= most) {
                    starts.failed();
                    cannotStart(e);
                    return false;
                }
                if (tries == 1) {
                    log.warn("Run {} cannot start at the moment, and this is tried again every second: {}", number, e.getMessage());
                }
                pause();
                if (!steer() || ticket.state().isLeaving()) {
                    judge();
                    return false;
                }
            }
        }
        return false;
    }

    private Worker begun(Order order, List<String> gpus) {
        var worker = workers.start(RunDirectory.isOne(folder) ? reassigned(order) : RunDirectory.create(folder, order), gpus);
        process = ProcessHandle.of(worker.process());
        hadWorker = true;
        log.info("Run {} starts on {} as process {}, attempt {} of {}.", number, String.join(" and ", ticket.devices()), worker.process(), ticket.attempt(), ticket.attemptsAllowed());
        return worker;
    }

    private void cannotStart(RuntimeException e) {
        boolean isLast = ticket.attempt() >= ticket.attemptsAllowed();
        if (e instanceof ProblemException problem) {
            var why = String.join(" ", problem.problems().stream().map(Problem::message).toList());
            if (isLast || !lacksSomething(e)) {
                over(State.FAILED, fault(problem), why);
                return;
            }
            again("Its worker could not be started in attempt %d of %d: %s".formatted(ticket.attempt(), ticket.attemptsAllowed(), why), true);
            return;
        }
        log.warn("Run {} cannot start", number, e);
        var reason = "Its worker could not be started in attempt %d of %d: %s. The server's log tells more.".formatted(ticket.attempt(), ticket.attemptsAllowed(), e);
        if (isLast) {
            over(State.FAILED, Fault.MACHINE, reason);
        } else {
            again(reason, true);
        }
    }

    private static Fault fault(ProblemException problem) {
        return switch (problem.kind()) {
            case USER, SIGN_IN, ABSENT, FORBIDDEN, CONFLICT, TOO_OFTEN -> Fault.USER;
            case PLUGIN -> Fault.PLUGIN;
            case RESOURCES -> Fault.MACHINE;
            case INTERNAL -> Fault.INTERNAL;
        };
    }

    /// The same work on another device; the threads stay, because results to the bit depend on them.
    private RunDirectory reassigned(Order order) {
        var directory = RunDirectory.open(folder);
        var found = before(directory);
        if (found.isEmpty()) {
            directory.reassign(order);
            return directory;
        }
        var before = found.get();
        if (!before.device().equals(order.device()) || !before.plugin().equals(order.plugin()) || !before.data().equals(order.data()) || !Objects.equals(before.fork(), order.fork())) {
            directory.reassign(new Order(before.run(), order.plugin(), before.variant(), before.settings(), before.training(),
                    order.data(), order.device(), before.threads(), order.fork()));
        }
        return directory;
    }

    /// The database has all of it, but for the number of threads that it began with.
    private Optional<Order> before(RunDirectory directory) {
        try {
            return Optional.of(directory.order());
        } catch (ProblemException e) {
            if (e.kind() != Problem.Kind.USER) {
                throw e;
            }
            log.warn("The order of run {} is written anew: {}", number, e.getMessage());
            return Optional.empty();
        }
    }

    private boolean lives() {
        if (process.isPresent() && process.get().isAlive() && Workers.lives(process.get())) {
            return true;
        }
        var known = ticket.process() == null || ticket.processStarted() == null ? null : new Worker(ticket.process(), ticket.processStarted());
        process = workers.find(folder, known);
        if (process.isEmpty() && known == null) {
            process = workers.search(folder);
        }
        boolean lives = process.isPresent() || workers.isHeld(folder);
        hadWorker |= lives;
        return lives;
    }

    /// Looks now and then what people and the queue want of it.
    ///
    /// @return whether it is still ours: another server may have taken it over, and it may have gone on without us
    private boolean steer() {
        if (!isOver(ASK_EVERY, asked) && !queue.isToLeave(job)) {
            return true;
        }
        asked = System.nanoTime();
        var found = queue.store().find(job).filter(this::isOurs);
        if (found.isEmpty()) {
            return false;
        }
        ticket = found.get();
        if (ticket.state() == State.RUNNING && isOverItsTime(clock.instant())) {
            queue.change(job, Set.of(State.RUNNING), State.STOPPING, "Gannet",
                    "It has reached its time limit of %,d min. Resume goes on from its checkpoint.".formatted(ticket.timeLimit())).ifPresent(changed -> ticket = changed);
        }
        if (!ticket.state().isLeaving()) {
            leaving = null;
            return true;
        }
        if (!RunDirectory.isOne(folder)) {
            return true;
        }
        if (leaving == null) {
            leaving = asked;
        } else if (isOver(ticket.state() == State.PREEMPTING ? queue.grace() : GRACE, leaving)) {
            log.warn("The worker of run {} did not end within its time and is killed.", number);
            process.ifPresent(ProcessHandle::destroyForcibly);
        }
        var directory = RunDirectory.open(folder);
        if (!directory.isAsked(Request.STOP)) { // at each look, because asking may fail
            directory.ask(Request.STOP);
        }
        return true;
    }

    private static boolean isOver(Duration time, long since) { return System.nanoTime() - since >= time.toNanos(); }

    private boolean isOurs(Ticket found) { return found.state().isLive() && found.attempt() == ticket.attempt() && self.equals(found.attendedBy()); }

    private boolean isOverItsTime(Instant now) {
        var held = ticket.held();
        return ticket.timeLimit() > 0 && held != null
                && ticket.usedSeconds() + Duration.between(held, now).toMillis() / 1000.0 >= Duration.ofMinutes(ticket.timeLimit()).toSeconds();
    }

    private void judge() {
        var found = queue.store().find(job).filter(this::isOurs);
        if (found.isEmpty()) {
            return;
        }
        ticket = found.get();
        var exit = exit();
        if (!hadWorker && exit.isEmpty()) {
            switch (ticket.state()) {
                case STOPPING -> over(State.STOPPED, Fault.NONE, ticket.reason());
                case PAUSING -> over(State.PAUSED, Fault.NONE, ticket.reason());
                case QUEUED, PAUSED, STARTING, RUNNING, PREEMPTING, SUCCEEDED, FAILED, STOPPED -> again("The server ended before its worker started.", false);
            }
            return;
        }
        var verdict = Verdict.of(ticket.state(), ticket.reason(), exit.orElse(null), ticket.attempt(), ticket.attemptsAllowed(),
                queue.room().shortage(run).orElse(null));
        switch (verdict) {
            case Verdict.Over(var state, var fault, var reason) -> over(state, fault, reason);
            case Verdict.Again(var reason, var counts) -> again(reason, counts);
            case Verdict.NoRoom(var reason) -> awaitRoom(reason);
        }
    }

    /// The worker's last word says how much room was lacking, and stays until the next one starts.
    private void awaitRoom(String reason) {
        log.warn("Run {} waits for room: {}", number, reason);
        queue.store().again(ticket, clock.instant(), reason, false).ifPresent(queue::changed);
    }

    private void again(String reason, boolean counts) {
        log.info("Run {} goes back to the queue: {}", number, reason);
        queue.store().again(ticket, clock.instant(), reason, counts).ifPresent(queue::changed);
    }

    /// An earlier attempt's last word lies there until a worker is started, which takes it away first. One that nobody can
    /// read counts as none: the worker is judged as one that was killed.
    private Optional<Exit> exit() {
        boolean hasStarted = hadWorker || ticket.state() == State.RUNNING;
        try {
            return hasStarted && RunDirectory.isOne(folder) ? RunDirectory.open(folder).exit() : Optional.empty();
        } catch (ProblemException e) {
            if (e.kind() != Problem.Kind.USER) {
                throw e;
            }
            log.warn("How the worker of run {} ended cannot be told: {}", number, e.getMessage());
            return Optional.empty();
        }
    }

    private void over(State state, Fault fault, String reason) {
        if (state == State.FAILED) {
            log.warn("Run {} failed: {}", number, reason);
        } else {
            log.info("Run {} is over: {}", number, state);
        }
        queue.store().conclude(ticket, state, fault, clock.instant(), reason).ifPresent(queue::changed);
    }

    private static void pause() {
        try {
            Thread.sleep(ASK_EVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
