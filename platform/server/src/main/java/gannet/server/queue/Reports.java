package gannet.server.queue;

/// What one run says, taken in by whoever keeps it.
@FunctionalInterface
public interface Reports {
    /// Takes everything that has been said since.
    ///
    /// @return how many events
    int takeAll();
}
