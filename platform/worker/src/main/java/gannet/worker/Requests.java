package gannet.worker;

import gannet.run.RunDirectory;
import gannet.run.RunDirectory.Request;
import java.time.Duration;

/// What was asked of this worker: by files, looked for a few times a second, or by SIGTERM.
final class Requests {
    private static final long PAUSE = Duration.ofMillis(200).toNanos();

    private final RunDirectory directory;
    private volatile boolean stop;
    private long next = System.nanoTime();
    private boolean sample;
    private boolean checkpoint;

    Requests(RunDirectory directory) { this.directory = directory; }

    /// From any thread.
    void stop() { stop = true; }

    boolean isStopAsked() {
        look();
        return stop;
    }

    boolean isSampleAsked() {
        look();
        return sample;
    }

    boolean isCheckpointAsked() {
        look();
        return checkpoint;
    }

    void sampled() {
        if (sample) {
            sample = false;
            directory.answered(Request.SAMPLE);
        }
    }

    void checkpointed() {
        if (checkpoint) {
            checkpoint = false;
            directory.answered(Request.CHECKPOINT);
        }
    }

    private void look() {
        if (System.nanoTime() - next < 0) {
            return;
        }
        next = System.nanoTime() + PAUSE;
        stop |= directory.isAsked(Request.STOP);
        sample |= directory.isAsked(Request.SAMPLE);
        checkpoint |= directory.isAsked(Request.CHECKPOINT);
    }
}
