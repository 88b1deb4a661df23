package gannet.server.queue;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.run.Exit;
import gannet.run.Order;
import gannet.run.RunDirectory;
import gannet.run.RunDirectory.Request;
import gannet.run.Training;
import gannet.run.WorkerCommand;
import gannet.server.compute.Workers;
import gannet.server.compute.Workers.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttendanceTest {
    private static final UUID OTHER = new UUID(1, 1);

    @TempDir Path runs;
    private final QueueHouse house = new QueueHouse();
    private final Queue queue = house.queue;

    @AfterEach void close() { house.close(); }

    @Test void aJobThatWasStoppedBeforeItsWorkerStartedIsOver() {
        var job = claimed();
        queue.cancel(house.bench.ada, job.job());
        attend(job);
        assertThat(house.outlook.find(house.bench.ada, job.job())).extracting(Job::state, Job::reason).containsExactly(State.STOPPED, "Stopped by Ada.");
        assertThat(queue.countOpen(house.bench.ada)).isZero();
    }

    @Test void whatTheDatabaseRefusesDoesNotKeepAJobFromItsEnd() {
        var job = claimed();
        queue.cancel(house.bench.ada, job.job());
        attend(job, () -> {
            throw new IllegalStateException("refused");
        });
        assertThat(house.outlook.find(house.bench.ada, job.job())).extracting(Job::state).isEqualTo(State.STOPPED);
    }

    @Test void aStartThatBreaksUsesUpAttempts() {
        var job = claimed();
        for (int attempt = 1; attempt < job.attemptsAllowed(); attempt++) {
            attend(job, () -> 0);
            assertThat(house.outlook.find(house.bench.ada, job.job())).extracting(Job::state, Job::attemptsAllowed).containsExactly(State.QUEUED, job.attemptsAllowed());
            house.claim(job.job(), "cpu-0");
        }
        attend(job, () -> 0);
        assertThat(house.outlook.find(house.bench.ada, job.job())).extracting(Job::state).isEqualTo(State.FAILED);
    }

    @Test void aStartThatLacksSomethingUsesUpAttemptsToo() {
        var job = claimed();
        for (int attempt = 1; attempt < job.attemptsAllowed(); attempt++) {
            attend(job, () -> 0, AttendanceTest::withoutRoomForAProcess);
            assertThat(queue.store().find(job.job()).orElseThrow()).extracting(Ticket::state, Ticket::reason).containsExactly(
                    State.QUEUED, "Its worker could not be started in attempt %d of %d: There is no room for a process.".formatted(attempt, job.attemptsAllowed()));
            house.claim(job.job(), "cpu-0");
        }
        attend(job, () -> 0, AttendanceTest::withoutRoomForAProcess);
        assertThat(queue.store().find(job.job()).orElseThrow()).extracting(Ticket::state, Ticket::reason).containsExactly(State.FAILED, "There is no room for a process.");
    }

    private static Order withoutRoomForAProcess(UUID run, List<String> devices) { throw new ProblemException(Problem.Kind.RESOURCES, "", "There is no room for a process."); }

    @Test void aFolderThatCannotBeLookedAtIsLookedAtAgain() throws IOException {
        var job = claimed();
        var lock = Files.createDirectory(directory(job).folder().resolve("worker.lock"));
        var looks = new AtomicInteger();
        attend(job, () -> 0, AttendanceTest::broken, Clock.systemUTC(), () -> looks.incrementAndGet() == 2 && !lock.toFile().delete());
        assertThat(house.state(job.job())).isEqualTo(State.QUEUED);
    }

    @Test void aDamagedOrderIsWrittenAnew() throws IOException {
        var job = claimed();
        var directory = directory(job);
        Files.writeString(directory.folder().resolve("order.json"), "{\"run\":");
        attend(job, () -> 0, (run, devices) -> order());
        assertThat(directory.order()).isEqualTo(order());
    }

    @Test void aWorkersEndCountsWhateverItsClockSays() throws IOException {
        var job = claimed();
        var worker = worker(job);
        directory(job).end(new Exit(Exit.Outcome.FINISHED, Exit.Fault.NONE, 7, "", Instant.EPOCH));
        end(worker);
        attend(job);
        assertThat(house.state(job.job())).isEqualTo(State.SUCCEEDED);
    }

    @Test void theEndOfAnEarlierAttemptDoesNotCountWhateverTheClockOfItsWorkerSaid() {
        var job = claimed();
        directory(job).end(new Exit(Exit.Outcome.FINISHED, Exit.Fault.NONE, 7, "", Instant.now().plusSeconds(3600)));
        attend(job);
        assertThat(house.state(job.job())).isEqualTo(State.QUEUED);
    }

    @Test void aStopThatCouldNotBeAskedForIsAskedForAgain() throws IOException {
        var job = claimed();
        var worker = worker(job);
        var directory = directory(job);
        Files.delete(directory.control());
        Files.createFile(directory.control());
        queue.cancel(house.bench.ada, job.job());
        attend(job, obedient(worker, directory, look -> {
            if (look == 2) {
                assertThat(directory.control().toFile().delete()).isTrue();
            }
        }));
        assertThat(house.state(job.job())).isEqualTo(State.STOPPED);
    }

    @Test void aClockThatStandsStillKeepsNobodyFromStoppingARun() throws IOException {
        var job = claimed();
        var worker = worker(job);
        var clock = Clock.fixed(Instant.now(), ZoneOffset.UTC);
        attend(job, obedient(worker, directory(job), look -> {
            if (look == 2) { // by another server, which this one learns from the database alone
                assertThat(queue.store().change(job.job(), State.LIVE, State.STOPPING, clock.instant(), "Ada", "Stopped by Ada.")).isPresent();
            }
        }), AttendanceTest::broken, clock, () -> false);
        assertThat(house.state(job.job())).isEqualTo(State.STOPPED);
    }

    /// Says nothing, and ends when it is asked to.
    private static Reports obedient(Process worker, RunDirectory directory, IntConsumer look) {
        var looks = new AtomicInteger();
        return () -> {
            look.accept(looks.incrementAndGet());
            if (directory.isAsked(Request.STOP)) {
                directory.end(new Exit(Exit.Outcome.STOPPED, Exit.Fault.NONE, 7, "", Instant.now()));
                end(worker);
            } else if (looks.get() > 100) {
                throw new AssertionError("nobody asked it to stop");
            }
            return 0;
        };
    }

    /// A process in its place, written down as it is.
    private Process worker(Ticket job) throws IOException {
        var process = new ProcessBuilder("sh", "-c", "read line").start();
        assertThat(queue.attendants().start(job, house.here, () -> new Worker(process.pid(), process.info().startInstant().orElseThrow()))).isPresent();
        return process;
    }

    private static void end(Process worker) { worker.destroyForcibly().onExit().join(); }

    private RunDirectory directory(Ticket job) {
        var folder = runs.resolve(job.run().toString());
        return RunDirectory.isOne(folder) ? RunDirectory.open(folder) : RunDirectory.create(folder, order());
    }

    private static Order order() {
        return new Order("one", new Order.Plugin("p", "1.0.0", "00", Path.of("p.jar")), "dcgan", new TreeMap<>(),
                new Training(100, 6, 5, 30, 20, 5, Training.Precision.AUTO), new Order.Data("Shapes", Path.of("shapes"), "00"), "cpu", 1, null);
    }

    @Test void aJobThatAnotherServerHasTakenOverIsLeftToIt() {
        var job = claimed();
        assertThat(queue.attendants().start(job, house.here, AttendanceTest::self)).isPresent();
        assertThat(queue.attendants().adopt(OTHER, List.of(house.here), _ -> true)).isEqualTo(1);
        attend(job, () -> 0);
        assertThat(queue.store().find(job.job()).orElseThrow()).extracting(Ticket::state, Ticket::attendedBy).containsExactly(State.STARTING, OTHER);
    }

    @Test void noWorkerIsStartedTwiceAndNoneForAJobThatAnotherServerHasTakenOver() {
        var twice = claimed();
        assertThat(queue.attendants().start(twice, house.here, AttendanceTest::self)).isPresent();
        assertThat(queue.attendants().start(twice, house.here, AttendanceTest::never)).isEmpty();
        var adopted = Objects.requireNonNull(house.claim(house.queued(house.bench.ada, "two"), "cpu-1"));
        assertThat(queue.attendants().adopt(OTHER, List.of(house.here), _ -> true)).isEqualTo(2);
        assertThat(queue.attendants().start(adopted, house.here, AttendanceTest::never)).isEmpty();
    }

    @Test void whoLeadsNoMoreTakesNothingOver() {
        var job = claimed();
        assertThat(queue.attendants().adopt(OTHER, List.of(house.here), _ -> false)).isZero();
        assertThat(queue.store().find(job.job()).orElseThrow().attendedBy()).isEqualTo(house.here);
    }

    @Test void aJobWhoseServerFellSilentBeforeItsWorkerStartedWaitsForAnotherTurn() {
        var job = claimed();
        queue.attendants().adopt(OTHER, List.of(house.here), _ -> true);
        new Attendance(OTHER, queue.store().find(job.job()).orElseThrow(), queue, new Workers(new WorkerCommand("", 1), runs), () -> 0, (run, devices) -> {
            throw new IllegalStateException("another server's devices");
        }, new Starts(1), Clock.systemUTC(), () -> false).run();
        assertThat(queue.store().find(job.job()).orElseThrow()).extracting(Ticket::state, Ticket::reason, ticket -> ticket.attemptsAllowed() - ticket.attempt())
                .containsExactly(State.QUEUED, "The server whose turn it was fell silent before its worker started.", job.attemptsAllowed() - job.attempt() + 1);
    }

    private static Worker self() { return new Worker(ProcessHandle.current().pid(), ProcessHandle.current().info().startInstant().orElseThrow()); }

    private static Worker never() { throw new AssertionError("a second worker was started"); }

    private Ticket claimed() { return Objects.requireNonNull(house.claim(house.queued(house.bench.ada, "one"), "cpu-0")); }

    private void attend(Ticket job) { attend(job, () -> 0); }

    private void attend(Ticket job, Reports reports) { attend(job, reports, AttendanceTest::broken); }

    private void attend(Ticket job, Reports reports, Orders orders) { attend(job, reports, orders, Clock.systemUTC(), () -> false); }

    private void attend(Ticket job, Reports reports, Orders orders, Clock clock, BooleanSupplier ends) {
        var ticket = queue.store().find(job.job()).orElseThrow();
        new Attendance(house.here, ticket, queue, new Workers(new WorkerCommand("", 1), runs), reports, orders, new Starts(1), clock, ends).run();
    }

    private static Order broken(UUID run, List<String> devices) { throw new IllegalStateException("broken"); }
}
