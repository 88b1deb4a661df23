package gannet.server.queue;

import gannet.server.compute.Workers.Worker;
import gannet.server.storage.Storage;
import gannet.server.storage.Transaction;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Which server attends to which live job, so that exactly one starts its worker.
final class AttendantStore {
    private static final Object[] LIVE = State.LIVE.stream().map(State::name).toArray();

    private final Storage storage;

    AttendantStore(Storage storage) { this.storage = storage; }

    /// The live ones that this server is to attend to.
    List<Ticket> attendedBy(UUID server) {
        return storage.read(transaction -> transaction.session().doReturningWork(connection -> Tickets.read(connection,
                "where j.state = any ('{STARTING,RUNNING,PAUSING,PREEMPTING,STOPPING}') and j.attended_by = ? order by j.id", server)));
    }

    /// Starts a worker and writes it down, while nobody else can lay hands on the job: whoever wants to take it over has to wait,
    /// and then finds the worker.
    ///
    /// @return nothing if the job is not for this server to start any more
    Optional<Worker> start(Ticket seen, UUID server, Supplier<Worker> start) {
        return storage.inTransaction(transaction -> transaction.session().doReturningWork(connection -> {
            try (var statement = connection.prepareStatement("""
                    select id from job where id = ? and attempt = ? and attended_by = ? and state = 'STARTING' and process is null for update""")) {
                statement.setObject(1, seen.job());
                statement.setInt(2, seen.attempt());
                statement.setObject(3, server);
                try (var rows = statement.executeQuery()) {
                    if (!rows.next()) {
                        return Optional.empty();
                    }
                }
            }
            var worker = start.get();
            try (var statement = connection.prepareStatement("update job set process = ?, process_started = ? where id = ?")) {
                statement.setLong(1, worker.process());
                statement.setTimestamp(2, Timestamp.from(worker.started()));
                statement.setObject(3, seen.job());
                statement.executeUpdate();
            }
            return Optional.of(worker);
        }));
    }

    /// Takes over what nobody attends to: jobs of servers that are silent, or of a time before servers had names. Their
    /// workers may well live on, and hold what they held.
    ///
    /// @param leads whether the one who says so still leads, asked in the same transaction    @return how many
    int adopt(UUID server, List<UUID> silent, Predicate<Transaction> leads) {
        return storage.inTransaction(transaction -> !leads.test(transaction) ? 0 : transaction.session().doReturningWork(connection -> {
            try (var statement = connection.prepareStatement("""
                    update job set attended_by = ?, server = coalesce(server, ?)
                    where state = any (?) and (attended_by is null or attended_by = any (?)) and attended_by is distinct from ?""")) {
                statement.setObject(1, server);
                statement.setObject(2, server);
                statement.setArray(3, connection.createArrayOf("text", LIVE));
                statement.setArray(4, connection.createArrayOf("uuid", silent.toArray()));
                statement.setObject(5, server);
                return statement.executeUpdate();
            }
        }));
    }
}
