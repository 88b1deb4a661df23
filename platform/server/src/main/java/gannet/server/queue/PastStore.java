package gannet.server.queue;

import gannet.server.queue.History.Filter;
import gannet.server.storage.Storage;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What has ended, from the newest back; never more of it than is asked for.
final class PastStore {
    private static final String STAYS = """
            select j.id, r.number, r.name, j.project, j.person, j.team, t.name, r.launched_by, o.server, o.device, o.started, o.ended,
                   j.state, o.attempt = j.attempt
            from (select * from occupancy where ended >= ? order by ended desc limit ?) o
            join job j on j.id = o.job join run r on r.id = j.run join team t on t.id = j.team order by o.started""";

    private static final String ENDED = """
            select j.id, r.number, r.name, j.project, j.team, j.person, t.name, r.launched_by, j.state, j.reason, j.server,
                   array(select o.device from occupancy o where o.job = j.id and o.attempt = j.attempt order by o.device), r.step, j.created,
                   (select min(o.started) from occupancy o where o.job = j.id), j.used_seconds, j.ended
            from job j join run r on r.id = j.run join team t on t.id = j.team
            where j.ended < ? and j.ended is not null and (cast(? as uuid) is null or j.person = ?) and (cast(? as uuid) is null or j.team = ?)
                and (cast(? as text) is null or exists (select 1 from occupancy o where o.job = j.id and o.server = ? and o.device = ?))
            order by j.ended desc limit ?""";

    private final Storage storage;

    PastStore(Storage storage) { this.storage = storage; }

    /// One job's time on one device.
    ///
    /// @param end how it ended: PREEMPTING or PAUSED if the job was to go on later
    record Stay(
            UUID job, long run, String name, UUID project, UUID person, UUID team, String teamName, String launchedBy, UUID server, String device,
            Instant started, Instant ended, State end) {}

    /// A job that is over.
    record Over(
            UUID job, long run, String name, UUID project, UUID team, UUID person, String teamName, String launchedBy, State state, String reason, @Nullable UUID server,
            List<String> devices, long step, Instant created, @Nullable Instant firstStart, double usedSeconds, Instant ended) {}

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    /// Those that ended since then, the newest of them if they are too many.
    List<Stay> stays(Instant since, int most) {
        return read(STAYS, PastStore::stay, Timestamp.from(since), most);
    }

    List<Over> ended(Filter filter, Instant before, int most) {
        var device = filter.device();
        return read(ENDED, PastStore::over, Timestamp.from(before), filter.person(), filter.person(), filter.team(), filter.team(),
                device == null ? null : device.id(), device == null ? null : device.server(), device == null ? null : device.id(), most);
    }

    private <T> List<T> read(String sql, Reading<T> reading, @Nullable Object... values) {
        return storage.read(transaction -> transaction.session().doReturningWork((Connection connection) -> {
            try (var statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    statement.setObject(i + 1, values[i]);
                }
                try (var rows = statement.executeQuery()) {
                    var read = new ArrayList<T>();
                    while (rows.next()) {
                        read.add(reading.of(rows));
                    }
                    return read;
                }
            }
        }));
    }

    private static Stay stay(ResultSet row) throws SQLException {
        return new Stay(
                row.getObject(1, UUID.class), row.getLong(2), row.getString(3), row.getObject(4, UUID.class), row.getObject(5, UUID.class), row.getObject(6, UUID.class),
                row.getString(7), row.getString(8), row.getObject(9, UUID.class), row.getString(10), row.getTimestamp(11).toInstant(), row.getTimestamp(12).toInstant(),
                end(State.valueOf(row.getString(13)), row.getBoolean(14)));
    }

    /// @param last whether it was the job's last time on devices
    private static State end(State now, boolean last) {
        if (!last) {
            return State.PREEMPTING;
        }
        return switch (now) {
            case SUCCEEDED, FAILED, STOPPED, PAUSED -> now;
            case QUEUED, STARTING, RUNNING, PAUSING, PREEMPTING, STOPPING -> State.PREEMPTING;
        };
    }

    private static Over over(ResultSet row) throws SQLException {
        return new Over(
                row.getObject(1, UUID.class), row.getLong(2), row.getString(3), row.getObject(4, UUID.class), row.getObject(5, UUID.class), row.getObject(6, UUID.class),
                row.getString(7), row.getString(8), State.valueOf(row.getString(9)), row.getString(10), row.getObject(11, UUID.class),
                List.of((String[]) row.getArray(12).getArray()), row.getLong(13), row.getTimestamp(14).toInstant(), Tickets.instant(row, 15), row.getDouble(16),
                Objects.requireNonNull(Tickets.instant(row, 17)));
    }
}
