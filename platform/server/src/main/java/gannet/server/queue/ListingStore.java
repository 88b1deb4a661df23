package gannet.server.queue;

import gannet.run.Exit.Fault;
import gannet.server.storage.Storage;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Jobs as pages show them. It never reads more than it is asked for, however long the queue is.
final class ListingStore {
    private static final String LISTED = """
            select j.id, r.number, r.name, j.project, j.team, t.name, j.person, j.state, j.priority, j.devices, j.hardware, j.device_memory, j.host_memory,
                   j.time_limit, j.preemptible, j.pin is not null, j.attempt, j.attempts_allowed, j.server,
                   array(select o.device from occupancy o where o.job = j.id and o.attempt = j.attempt order by o.device),
                   j.reason, j.fault, r.launched_by, r.step, r.steps, j.created, j.since, j.started, j.ended, j.used_seconds, r.milliseconds_per_step, j.length, r.heard,
                   (select min(o.started) from occupancy o where o.job = j.id and o.attempt = j.attempt)
            from job j join run r on r.id = j.run join team t on t.id = j.team
            """;

    private final Storage storage;

    ListingStore(Storage storage) { this.storage = storage; }

    record Row(
            UUID id, long run, String runName, UUID project, UUID team, String teamName, UUID person, State state, Needs needs, boolean pinned,
            int attempt, int attemptsAllowed, @Nullable UUID server, List<String> devices, String reason, Fault fault, String launchedBy, long step, long steps,
            Instant created, Instant since, @Nullable Instant started, @Nullable Instant ended, double usedSeconds, double millisecondsPerStep,
            @Nullable Double length, @Nullable Instant heard, @Nullable Instant held) {

        /// When it should end by the pace that was last heard of, as the order expects it, too; null if nobody can tell.
        @Nullable Instant end() {
            var left = left();
            var from = heard != null && millisecondsPerStep > 0 ? heard : held;
            return left == null || from == null ? null : from.plus(left);
        }

        /// How long it should still train, null if nobody can tell.
        private @Nullable Duration left() {
            if (millisecondsPerStep > 0) {
                return Duration.ofMillis(Math.round((steps - step) * millisecondsPerStep));
            }
            return length == null ? null : Duration.ofMillis(Math.round(length * 1000));
        }
    }

    Optional<UUID> projectOf(UUID run) {
        return storage.read(transaction -> transaction.session().createNativeQuery("select project from run where id = :run", UUID.class).setParameter("run", run).uniqueResultOptional());
    }

    Optional<Row> one(UUID job) { return rows("where j.id = ?", job, 1).stream().findFirst(); }

    Optional<Row> openOf(long run) {
        return rows("where r.number = ? and j.state not in ('SUCCEEDED', 'FAILED', 'STOPPED')", run, 1).stream().findFirst();
    }

    /// Those of them that there are, in no order.
    List<Row> of(List<UUID> jobs) { return rows("where j.id = any (?)", jobs, jobs.size()); }

    List<Row> live() { return rows("where j.state = any ('{STARTING,RUNNING,PAUSING,PREEMPTING,STOPPING}') order by j.started, j.id", null, Integer.MAX_VALUE); }

    /// Those that are held, the newest first.
    List<Row> paused(int most) { return rows("where j.state = 'PAUSED' order by j.since desc", null, most); }

    /// A person's waiting jobs, the oldest first.
    List<Row> waitingOf(UUID person, int most) { return rows("where j.person = ? and j.state = 'QUEUED' order by j.since, j.id", person, most); }

    /// The newest end first.
    List<Row> ended(Instant since, int most) { return rows("where j.ended >= ? order by j.ended desc", Timestamp.from(since), most); }

    private List<Row> rows(String where, @Nullable Object value, int most) {
        return storage.read(transaction -> transaction.session().doReturningWork(connection -> {
            try (var statement = connection.prepareStatement(LISTED + where + " limit " + most)) {
                if (value instanceof List<?> ids) {
                    statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
                } else if (value != null) {
                    statement.setObject(1, value);
                }
                try (var rows = statement.executeQuery()) {
                    var read = new ArrayList<Row>();
                    while (rows.next()) {
                        read.add(row(rows));
                    }
                    return read;
                }
            }
        }));
    }

    long count(String states) {
        return storage.read(transaction -> transaction.session().doReturningWork(connection -> count(connection, states)));
    }

    private static long count(Connection connection, String states) throws SQLException {
        try (var statement = connection.prepareStatement("select count(*) from job where state = any (cast(? as text[]))")) {
            statement.setString(1, states);
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getObject(1, UUID.class), row.getLong(2), row.getString(3), row.getObject(4, UUID.class), row.getObject(5, UUID.class), row.getString(6),
                row.getObject(7, UUID.class), State.valueOf(row.getString(8)),
                new Needs(Priority.values()[row.getInt(9)], row.getInt(10), Hardware.valueOf(row.getString(11)), row.getInt(12), row.getInt(13),
                        row.getInt(14), row.getBoolean(15)),
                row.getBoolean(16), row.getInt(17), row.getInt(18), row.getObject(19, UUID.class), List.of((String[]) row.getArray(20).getArray()),
                row.getString(21), Fault.valueOf(row.getString(22)), row.getString(23), row.getLong(24), row.getLong(25), row.getTimestamp(26).toInstant(), row.getTimestamp(27).toInstant(),
                Tickets.instant(row, 28), Tickets.instant(row, 29), row.getDouble(30), row.getDouble(31), row.getObject(32, Double.class), Tickets.instant(row, 33), Tickets.instant(row, 34));
    }
}
