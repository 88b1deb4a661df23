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
    private final Queue queue = new Queue(bench.storage, bench.policy, Devices.find(Settings.defaults(ServerSettings.class), Map::of),
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

    private Ticket claimed() {
        var run = bench.run("one", State.QUEUED);
        bench.storage.inTransaction(transaction -> queue.add(transaction, run.getKey(), bench.ada, "Launched."));
        return queue.store().claim(new Device("cpu-0", "cpu", "CPU slot 1", 1, 0), Clock.systemUTC().instant()).orElseThrow();
    }

    /// As a server does that comes after the one which claimed the job.
    private void attend(Ticket job) {
        var ticket = queue.store().find(job.job()).orElseThrow();
        new Attendance(ticket, null, queue, new Workers(new WorkerCommand("", 1), runs), () -> 0, (run, device) -> {
            throw new AssertionError("nothing is to be started");
        }, Clock.systemUTC(), () -> false).run();
    }
}
