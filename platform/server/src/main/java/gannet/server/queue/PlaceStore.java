package gannet.server.queue;

import gannet.server.storage.Storage;
import gannet.server.storage.Transaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Places that people give to jobs. All moves go through one row, so that two people who reorder at once do it one after the
/// other, and the second one is told.
final class PlaceStore {
    private static final String MOVED_ON = "Somebody else has moved a job in the meantime; look at the order and move again.";

    private final Storage storage;

    PlaceStore(Storage storage) { this.storage = storage; }

    /// How many jobs wait, and how many may.
    record Waiting(long ofPerson, long ofTeam, @Nullable Integer personLimit, @Nullable Integer teamLimit) {}

    Waiting waiting(Transaction transaction, UUID person, UUID project) {
        return transaction.session().doReturningWork(connection -> {
            try (var statement = connection.prepareStatement("""
                    select (select count(*) from job where person = ? and state in ('QUEUED', 'PAUSED')),
                           case when s.most_queued is not null then (select count(*) from job where team = p.team and state = 'QUEUED') else 0 end,
                           l.most_queued, s.most_queued
                    from project p left join team_share s on s.team = p.team left join person_limit l on l.person = ? where p.id = ?""")) {
                statement.setObject(1, person);
                statement.setObject(2, person);
                statement.setObject(3, project);
                try (var rows = statement.executeQuery()) {
                    rows.next();
                    return new Waiting(rows.getLong(1), rows.getLong(2), rows.getObject(3, Integer.class), rows.getObject(4, Integer.class));
                }
            }
        });
    }

    long moves() { return in(PlaceStore::moves); }

    private static long moves(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("select moves from queue_rules"); var rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /// @return whether it was open
    boolean prioritise(UUID job, Priority priority, String actor, Instant now) {
        return in(connection -> {
            try (var statement = connection.prepareStatement("update job set priority = ? where id = ? and state not in ('SUCCEEDED', 'FAILED', 'STOPPED') returning state")) {
                statement.setInt(1, priority.ordinal());
                statement.setObject(2, job);
                return noted(connection, job, statement, now, actor, "Priority set to " + priority + " by " + actor + ".");
            }
        });
    }

    /// Gives it a place right before another, or before all. What stands before that one keeps its place, too.
    ///
    /// @param order the waiting jobs as they stand    @return why not, empty if it was done
    Optional<String> pin(UUID job, @Nullable UUID before, List<UUID> order, long seen, String actor, Instant now) {
        return in(connection -> {
            if (hasMoved(connection, seen)) {
                return Optional.of(MOVED_ON);
            }
            int place = before == null ? 0 : order.indexOf(before);
            if (place < 0) {
                return Optional.of("The job before which it should stand does not wait any more, or stands too far back; look at the order again.");
            }
            var pins = pins(connection);
            var ahead = new ArrayList<>(order.subList(0, place));
            ahead.remove(job);
            ahead.add(job);
            double below = before == null ? lowest(pins) : pins.getOrDefault(before, Double.POSITIVE_INFINITY);
            // those ahead are pinned already up to the first that is not; from there on each is put behind the one before it
            double last = Double.NEGATIVE_INFINITY;
            for (int i = 0; i < ahead.size(); i++) {
                var pin = pins.get(ahead.get(i));
                if (pin != null && !ahead.get(i).equals(job)) {
                    last = pin;
                    continue;
                }
                double next = between(last, below, ahead.size() - i);
                write(connection, ahead.get(i), next);
                last = next;
            }
            JobStore.record(connection, List.of(job), State.QUEUED, now, actor,
                    List.of(before == null ? "Moved to the top by " + actor + "." : "Moved to place " + ahead.size() + " by " + actor + "."));
            return Optional.empty();
        });
    }

    private static double lowest(Map<UUID, Double> pins) { return pins.values().stream().min(Double::compare).orElse(Double.POSITIVE_INFINITY); }

    /// The first of so many numbers that fit evenly between two bounds.
    private static double between(double above, double below, int count) {
        if (Double.isInfinite(above)) {
            return Double.isInfinite(below) ? 0 : below - count;
        }
        return Double.isInfinite(below) ? above + 1 : above + (below - above) / (count + 1);
    }

    /// Exchanges what the age of two jobs of one person counts from.
    Optional<String> swap(UUID job, UUID before, long seen, String actor, Instant now) {
        return in(connection -> {
            if (hasMoved(connection, seen)) {
                return Optional.of(MOVED_ON);
            }
            try (var statement = connection.prepareStatement("""
                    update job j set since = o.since from job o
                    where j.state = 'QUEUED' and o.state = 'QUEUED' and ((j.id = ? and o.id = ?) or (j.id = ? and o.id = ?))""")) {
                statement.setObject(1, job);
                statement.setObject(2, before);
                statement.setObject(3, before);
                statement.setObject(4, job);
                if (statement.executeUpdate() != 2) {
                    return Optional.of("One of the two does not wait any more; look at the order again.");
                }
            }
            JobStore.record(connection, List.of(job, before), State.QUEUED, now, actor,
                    List.of("Changed places with another job of " + actor + ".", "Changed places with another job of " + actor + "."));
            return Optional.empty();
        });
    }

    /// @return whether it had a place of its own
    boolean unpin(UUID job, String actor, Instant now) {
        return in(connection -> {
            try (var statement = connection.prepareStatement("update job set pin = null where id = ? and state = 'QUEUED' and pin is not null returning state")) {
                statement.setObject(1, job);
                return noted(connection, job, statement, now, actor, "Waits for its turn again: " + actor + " gave up its place.");
            }
        });
    }

    /// Locks the order, and counts this move if nobody has moved since.
    private static boolean hasMoved(Connection connection, long seen) throws SQLException {
        try (var statement = connection.prepareStatement("update queue_rules set moves = moves + 1 where moves = ?")) {
            statement.setLong(1, seen);
            return statement.executeUpdate() == 0;
        }
    }

    private static Map<UUID, Double> pins(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("select id, pin from job where state = 'QUEUED' and pin is not null"); var rows = statement.executeQuery()) {
            var pins = new HashMap<UUID, Double>();
            while (rows.next()) {
                pins.put(rows.getObject(1, UUID.class), rows.getDouble(2));
            }
            return pins;
        }
    }

    private static void write(Connection connection, UUID job, double pin) throws SQLException {
        try (var statement = connection.prepareStatement("update job set pin = ? where id = ? and state = 'QUEUED'")) {
            statement.setDouble(1, pin);
            statement.setObject(2, job);
            statement.executeUpdate();
        }
    }

    /// Writes the reason down under the state that the statement returns.
    private static boolean noted(Connection connection, UUID job, PreparedStatement statement, Instant now, String actor, String reason) throws SQLException {
        try (var rows = statement.executeQuery()) {
            if (!rows.next()) {
                return false;
            }
            JobStore.record(connection, List.of(job), State.valueOf(rows.getString(1)), now, actor, List.of(reason));
            return true;
        }
    }

    private <T> T in(JobStore.Work<T> work) { return storage.inTransaction(transaction -> transaction.session().doReturningWork((Connection connection) -> work.on(connection))); }
}
