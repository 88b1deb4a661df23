package gannet.server.queue;

import java.util.Set;

/// Where a job is in its life, and with it the run it trains.
public enum State {
    QUEUED, STARTING, RUNNING, STOPPING, SUCCEEDED, FAILED, STOPPED;

    public boolean isOver() { return this == SUCCEEDED || this == FAILED || this == STOPPED; }

    /// Whether a worker is at it.
    public boolean isLive() { return this == STARTING || this == RUNNING || this == STOPPING; }

    /// What may come next; a job that is over stays so, and going on with its run takes another job.
    Set<State> next() {
        return switch (this) {
            case QUEUED -> Set.of(STARTING, STOPPED, FAILED);
            case STARTING -> Set.of(RUNNING, STOPPING, QUEUED, SUCCEEDED, FAILED, STOPPED);
            case RUNNING -> Set.of(STOPPING, QUEUED, SUCCEEDED, FAILED, STOPPED);
            case STOPPING -> Set.of(SUCCEEDED, FAILED, STOPPED);
            case SUCCEEDED, FAILED, STOPPED -> Set.of();
        };
    }
}
