package gannet.server.queue;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.run.Order;
import gannet.run.WorkerCommand;
import gannet.server.compute.Workers;
import gannet.server.compute.Workers.Worker;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BooleanSupplier;
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
