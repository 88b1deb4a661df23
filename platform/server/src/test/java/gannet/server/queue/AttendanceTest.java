package gannet.server.queue;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.run.WorkerCommand;
import gannet.server.compute.Workers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttendanceTest {
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

    @Test void aJobThatAnotherServerHasTakenOverIsLeftToIt() {
        var job = claimed();
        queue.store().writeProcess(job, ProcessHandle.current().pid(), ProcessHandle.current().info().startInstant().orElseThrow());
        queue.store().adopt(new UUID(1, 1), List.of(house.here));
        attend(job, () -> 0);
        assertThat(queue.store().find(job.job()).orElseThrow()).extracting(Ticket::state, Ticket::attendedBy).containsExactly(State.STARTING, new UUID(1, 1));
    }

    private Ticket claimed() { return Objects.requireNonNull(house.claim(house.queued(house.bench.ada, "one"), "cpu-0")); }

    private void attend(Ticket job) { attend(job, () -> 0); }

    private void attend(Ticket job, Reports reports) {
        var ticket = queue.store().find(job.job()).orElseThrow();
        new Attendance(house.here, ticket, queue, new Workers(new WorkerCommand("", 1), runs), reports, (run, devices) -> {
            throw new IllegalStateException("broken");
        }, Clock.systemUTC(), () -> false).run();
    }
}
