package gannet.server.queue;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.parameters.Settings;
import gannet.run.WorkerCommand;
import gannet.server.ServerSettings;
import gannet.server.compute.Device;
import gannet.server.compute.Devices;
import gannet.server.compute.Workers;
import gannet.server.experiment.Bench;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttendanceTest {
    @TempDir Path runs;
    private final Bench bench = new Bench();
    private final Devices devices = Devices.find(Settings.defaults(ServerSettings.class), Map::of);
    private final Queue queue = new Queue(bench.storage, bench.policy, devices, new Room(Path.of("target"), 0),
            (run, project, state, reason) -> {}, Clock.systemUTC(), 3);

    @AfterEach void close() { bench.close(); }

    @Test void aJobThatWasStoppedBeforeItsWorkerStartedIsOver() {
        var job = claimed();
        queue.cancel(bench.ada, job.job());
        attend(job);
        assertThat(queue.find(bench.ada, job.job())).extracting(Job::state, Job::reason).containsExactly(State.STOPPED, "Stopped by Ada.");
        assertThat(queue.countOpen(bench.ada)).isZero();
    }

    @Test void aJobWhoseWorkerNeverStartedGoesBackAndLosesNoAttempt() {
        var job = claimed();
        attend(job);
        assertThat(queue.find(bench.ada, job.job())).extracting(Job::state, Job::attemptsAllowed).containsExactly(State.QUEUED, 5);
        assertThat(queue.countOpen(bench.ada)).isOne();
    }

    @Test void whatTheDatabaseRefusesDoesNotKeepAJobFromItsEnd() {
        var job = claimed();
        queue.cancel(bench.ada, job.job());
        attend(job, () -> {
            throw new IllegalStateException("refused");
        });
        assertThat(queue.find(bench.ada, job.job())).extracting(Job::state).isEqualTo(State.STOPPED);
    }

    @Test void aStartThatBreaksUsesUpAttempts() {
        var job = claimed();
        for (int attempt = 1; attempt < job.attemptsAllowed(); attempt++) {
            start(job);
            assertThat(queue.find(bench.ada, job.job())).extracting(Job::state, Job::attemptsAllowed).containsExactly(State.QUEUED, job.attemptsAllowed());
            queue.store().claim(devices.list().getFirst(), Clock.systemUTC().instant());
        }
        start(job);
        assertThat(queue.find(bench.ada, job.job())).extracting(Job::state).isEqualTo(State.FAILED);
    }

    private void start(Ticket job) {
        var ticket = queue.store().find(job.job()).orElseThrow();
        new Attendance(ticket, devices.list().getFirst(), queue, new Workers(new WorkerCommand("", 1), runs), () -> 0, (run, device) -> {
            throw new IllegalStateException("broken");
        }, Clock.systemUTC(), () -> false).run();
    }

    private Ticket claimed() {
        var run = bench.run("one", State.QUEUED);
        bench.storage.inTransaction(transaction -> queue.add(transaction, run.getKey(), bench.ada, "Launched."));
        return queue.store().claim(new Device("cpu-0", "cpu", "CPU slot 1", 1, 0), Clock.systemUTC().instant()).orElseThrow();
    }

    /// As a server does that comes after the one which claimed the job.
    private void attend(Ticket job) { attend(job, () -> 0); }

    private void attend(Ticket job, Reports reports) {
        var ticket = queue.store().find(job.job()).orElseThrow();
        new Attendance(ticket, null, queue, new Workers(new WorkerCommand("", 1), runs), reports, (run, device) -> {
            throw new AssertionError("nothing is to be started");
        }, Clock.systemUTC(), () -> false).run();
    }
}
