package gannet.server.compute;

import gannet.server.storage.Pulse;
import gannet.server.storage.Storage;
import gannet.server.storage.Transaction;
import java.time.Duration;
import java.util.UUID;
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

    private final Storage storage;
    private final UUID self;
    private final Pulse pulse;
    private volatile @Nullable Lease lease;

    /// @param until by this process's clock, which nobody sets
    private record Lease(long term, long until) {
        boolean holds() { return System.nanoTime() - until < 0; }
    }

    private Leadership(Storage storage, UUID self) {
        this.storage = storage;
        this.self = self;
        renew();
        pulse = Pulse.start("leader's lease", TRY_EVERY, this::renew);
    }

    /// Tries at once, and from then on twice a second.
    public static Leadership open(Storage storage, Servers servers) { return new Leadership(storage, servers.id()); }

    public boolean isLeader() {
        var held = lease;
        return held != null && held.holds();
    }

    /// Asks the database itself, and keeps others from taking over until the transaction has ended: for what no second leader
    /// may do as well.
    public boolean isLeader(Transaction transaction) {
        var held = lease;
        return held != null && !transaction.session().createNativeQuery(
                "select term from leadership where holder = :self and term = :term and until > clock_timestamp() for share", Long.class)
                .setParameter("self", self).setParameter("term", held.term()).getResultList().isEmpty();
    }

    private void renew() {
        long asked = System.nanoTime(); // earlier than the database's own time, so that our lease ends earlier
        var terms = storage.inTransaction(transaction -> transaction.session().createNativeQuery("""
                update leadership set holder = :self, term = case when holder = :self then term else term + 1 end,
                    until = clock_timestamp() + make_interval(secs => :seconds)
                where holder is null or holder = :self or until < clock_timestamp() returning term""", Long.class)
                .setParameter("self", self).setParameter("seconds", (double) LEASE.toSeconds()).getResultList());
        var before = lease;
        lease = terms.isEmpty() ? null : new Lease(terms.getFirst(), asked + LEASE.minus(MARGIN).toNanos());
        if (!terms.isEmpty() && (before == null || before.term() != terms.getFirst())) {
            log.info("This server plans the queue from now on (term {}).", terms.getFirst());
        } else if (terms.isEmpty() && before != null) {
            log.info("Another server plans the queue from now on.");
        }
    }

    /// Gives the lease back, so that nobody waits for its end.
    @Override public void close() {
        fallSilent();
        storage.change(transaction -> transaction.session().createNativeMutationQuery("update leadership set holder = null, until = null where holder = :self")
                .setParameter("self", self).executeUpdate());
    }

    /// As one that was killed: it neither renews the lease nor gives it back.
    void fallSilent() {
        pulse.close();
        lease = null;
    }
}
