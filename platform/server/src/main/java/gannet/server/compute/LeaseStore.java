package gannet.server.compute;

import gannet.server.storage.Storage;
import gannet.server.storage.Transaction;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/// The leader's lease in the database, judged by its clock alone.
final class LeaseStore {
    private final Storage storage;
    private final UUID self;

    LeaseStore(Storage storage, UUID self) {
        this.storage = storage;
        this.self = self;
    }

    /// Takes the lease, or has it for longer.
    ///
    /// @return its term, if it is ours now
    Optional<Long> take(Duration length) {
        return storage.lifeline().ask(connection -> {
            try (var statement = connection.prepareStatement("""
                    update leadership set holder = ?, term = case when holder = ? then term else term + 1 end,
                        until = clock_timestamp() + make_interval(secs => ?)
                    where holder is null or holder = ? or until < clock_timestamp() returning term""")) {
                statement.setObject(1, self);
                statement.setObject(2, self);
                statement.setDouble(3, length.toSeconds());
                statement.setObject(4, self);
                try (var rows = statement.executeQuery()) {
                    return rows.next() ? Optional.of(rows.getLong(1)) : Optional.empty();
                }
            }
        });
    }

    /// Whether it is ours still, and it stays so until the transaction has ended.
    boolean holds(Transaction transaction, long term) {
        return !transaction.session().createNativeQuery(
                "select term from leadership where holder = :self and term = :term and until > clock_timestamp() for share", Long.class)
                .setParameter("self", self).setParameter("term", term).getResultList().isEmpty();
    }

    void giveBack() {
        storage.change(transaction -> transaction.session().createNativeMutationQuery("update leadership set holder = null, until = null where holder = :self")
                .setParameter("self", self).executeUpdate());
    }
}
