package gannet.server.queue;

import java.util.EnumSet;
import java.util.Set;

/// Where a job is in its life, and with it the run it trains. PAUSING, PREEMPTING and STOPPING say what comes when its worker
/// has saved a checkpoint: it is held, it waits again, it is over.
public enum State {
    QUEUED, PAUSED, STARTING, RUNNING, PAUSING, PREEMPTING, STOPPING, SUCCEEDED, FAILED, STOPPED;

    /// Those in which a worker is at it.
    public static final Set<State> LIVE = Set.of(STARTING, RUNNING, PAUSING, PREEMPTING, STOPPING);

    public boolean isOver() { return this == SUCCEEDED || this == FAILED || this == STOPPED; }

    /// Whether a worker is at it.
    public boolean isLive() { return LIVE.contains(this); }

    /// Whether its worker has been asked to save a checkpoint and end.
    public boolean isLeaving() { return this == PAUSING || this == PREEMPTING || this == STOPPING; }

    /// What may come next; a job that is over stays so, and going on with its run takes another job.
    Set<State> next() {
        return switch (this) {
            case QUEUED -> EnumSet.of(STARTING, PAUSED, STOPPED, FAILED);
            case PAUSED -> EnumSet.of(QUEUED, STOPPED);
            case STARTING -> EnumSet.of(RUNNING, PAUSING, PREEMPTING, STOPPING, QUEUED, SUCCEEDED, FAILED, STOPPED);
            case RUNNING -> EnumSet.of(PAUSING, PREEMPTING, STOPPING, QUEUED, SUCCEEDED, FAILED, STOPPED);
            case PAUSING -> EnumSet.of(PAUSED, STOPPING, SUCCEEDED, FAILED, STOPPED);
            case PREEMPTING -> EnumSet.of(QUEUED, PAUSING, STOPPING, SUCCEEDED, FAILED, STOPPED);
            case STOPPING -> EnumSet.of(SUCCEEDED, FAILED, STOPPED);
            case SUCCEEDED, FAILED, STOPPED -> EnumSet.noneOf(State.class);
        };
    }
}
