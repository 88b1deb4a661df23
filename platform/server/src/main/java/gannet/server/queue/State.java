package gannet.server.queue;

/// Where a job is in its life, and with it the run it trains.
public enum State {
    QUEUED, STARTING, RUNNING, STOPPING, SUCCEEDED, FAILED, STOPPED;

    public boolean isOver() { return this == SUCCEEDED || this == FAILED || this == STOPPED; }
}
