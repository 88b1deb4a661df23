package gannet.server.compute;

/// Which of the servers that share a database plans the queue.
public final class Leadership {
    public boolean isLeader() { return true; }
}
