package gannet.server.queue;

import java.util.concurrent.atomic.AtomicInteger;

/// How starts on this server have gone lately. A start that lacks something is tried again each second and keeps its devices
/// meanwhile: the longer, the more starts before it came to nothing, so that a machine on which nothing can start does not
/// take job after job from the queue.
final class Starts {
    /// A database that comes back does so within this many tries.
    private static final int FIRST = 10;

    /// Ten minutes.
    private static final int MOST = 600;

    private final int first;
    private final AtomicInteger failed = new AtomicInteger();

    Starts() { this(FIRST); }

    /// @param first how often the first is tried
    Starts(int first) { this.first = first; }

    /// How often the next one is tried.
    int tries() {
        int tries = first;
        for (int i = 0; i < failed.get() && tries < MOST; i++) {
            tries *= 2;
        }
        return Math.min(MOST, tries);
    }

    void succeeded() { failed.set(0); }

    void failed() { failed.incrementAndGet(); }
}
