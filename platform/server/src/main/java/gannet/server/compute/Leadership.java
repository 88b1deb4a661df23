package gannet.server.compute;

import gannet.parameters.ProblemException;
import gannet.server.storage.Pulse;
import gannet.server.storage.Storage;
import gannet.server.storage.Transaction;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which of the servers that share a database plans the queue: the one that holds the lease. Whoever comes first takes a lease
/// that ran out. The holder stops believing in it earlier than the database does, and without asking anybody, so there are
/// never two.
public final class Leadership implements AutoCloseable {
    static final Duration LEASE = Duration.ofSeconds(4);
    private static final Duration MARGIN = Duration.ofMillis(500);
    private static final Duration TRY_EVERY = Duration.ofMillis(500);
    private static final Logger log = LoggerFactory.getLogger(Leadership.class);

    private final LeaseStore store;
    private final Pulse pulse;
    private volatile @Nullable Lease lease;

    /// @param until by this process's clock, which nobody sets
    private record Lease(long term, long until) {
        boolean holds() { return System.nanoTime() - until < 0; }
    }

    private Leadership(LeaseStore store) {
        this.store = store;
        try {
            renew();
        } catch (ProblemException e) {
            log.warn("The leader's lease cannot be asked for at the moment, and this is tried again: {}", e.getMessage());
        }
        pulse = Pulse.start("leader's lease", TRY_EVERY, this::renew);
    }

    /// Tries at once, and from then on twice a second.
    public static Leadership open(Storage storage, Servers servers) { return new Leadership(new LeaseStore(storage, servers.id())); }

    public boolean isLeader() {
        var held = lease;
        return held != null && held.holds();
    }

    /// Asks the database itself, and keeps others from taking over until the transaction has ended: for what no second leader
    /// may do as well.
    public boolean isLeader(Transaction transaction) {
        var held = lease;
        return held != null && store.holds(transaction, held.term());
    }

    private void renew() {
        long asked = System.nanoTime(); // earlier than the database's own time, so that our lease ends earlier
        var term = store.take(LEASE);
        var before = lease;
        lease = term.map(taken -> new Lease(taken, asked + LEASE.minus(MARGIN).toNanos())).orElse(null);
        if (term.isPresent() && (before == null || before.term() != term.get())) {
            log.info("This server plans the queue from now on (term {}).", term.get());
        } else if (term.isEmpty() && before != null) {
            log.info("Another server plans the queue from now on.");
        }
    }

    /// Gives the lease back, so that nobody waits for its end.
    @Override public void close() {
        fallSilent();
        store.giveBack();
    }

    /// As one that was killed: it neither renews the lease nor gives it back.
    void fallSilent() {
        pulse.close();
        lease = null;
    }
}
