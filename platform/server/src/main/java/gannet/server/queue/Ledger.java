package gannet.server.queue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Which job held which device, and what that counts against its person: device-seconds that halve with time, and beside them
/// those in all. What an occupancy has cost since it was last looked at is added in the transaction that moves its mark, so
/// nothing is counted twice or left out, whoever is killed.
final class Ledger {
    private static final String CREDIT = """
            with open as (
                select id, team, person, credited, greatest(0, extract(epoch from cast(? as timestamptz) - credited)) as seconds
                from occupancy where ended is null and (cast(? as uuid) is null or job = ?) order by id for update
            ), marked as (
                update occupancy o set credited = greatest(o.credited, ?), ended = case when ? then greatest(o.credited, ?) end
                from open where o.id = open.id
            ), people as (
                insert into use_of_person as u (team, person, seconds, as_of, total)
                select team, person, sum(seconds), cast(? as timestamptz), sum(seconds) from open group by team, person order by team, person
                on conflict (team, person) do update set total = u.total + excluded.total, as_of = greatest(u.as_of, excluded.as_of), seconds = excluded.seconds
                    + u.seconds * power(0.5, greatest(0, extract(epoch from excluded.as_of - u.as_of)) / ?)
            )
            insert into use_hour as u (team, hour, seconds)
            select team, hour, sum(extract(epoch from least(cast(? as timestamptz), hour + interval '1 hour') - greatest(credited, hour)))
            from open, generate_series(date_trunc('hour', credited), cast(? as timestamptz), interval '1 hour') as hour
            where seconds > 0 group by team, hour order by team, hour
            on conflict (team, hour) do update set seconds = u.seconds + excluded.seconds""";

    private Ledger() {}

    /// Begins to count: one row for each device that a job has just been given.
    static void open(Connection connection, UUID[] jobs, UUID[] servers, String[] devices, Instant now) throws SQLException {
        try (var statement = connection.prepareStatement("""
                insert into occupancy (job, attempt, server, device, team, person, started, credited)
                select j.id, j.attempt, o.server, o.device, j.team, j.person, ?, ?
                from unnest(?, ?, ?) as o (job, server, device) join job j on j.id = o.job order by o.server, o.device""")) {
            statement.setTimestamp(1, Timestamp.from(now));
            statement.setTimestamp(2, Timestamp.from(now));
            statement.setArray(3, connection.createArrayOf("uuid", jobs));
            statement.setArray(4, connection.createArrayOf("uuid", servers));
            statement.setArray(5, connection.createArrayOf("text", devices));
            statement.executeUpdate();
        }
    }

    /// Adds what all that is held has cost since the last time.
    static void credit(Connection connection, Duration halfLife, Instant now) throws SQLException { settle(connection, null, halfLife, now); }

    /// Gives back the devices of a job, and adds what they have cost.
    static void close(Connection connection, UUID job, Duration halfLife, Instant now) throws SQLException {
        try (var statement = connection.prepareStatement("""
                update job set used_seconds = used_seconds
                    + coalesce((select greatest(0, extract(epoch from ? - min(started))) from occupancy where job = ? and ended is null), 0)
                where id = ?""")) {
            statement.setTimestamp(1, Timestamp.from(now));
            statement.setObject(2, job);
            statement.setObject(3, job);
            statement.executeUpdate();
        }
        settle(connection, job, halfLife, now);
    }

    private static void settle(Connection connection, @Nullable UUID job, Duration halfLife, Instant now) throws SQLException {
        var time = Timestamp.from(now);
        try (var statement = connection.prepareStatement(CREDIT)) {
            statement.setTimestamp(1, time);
            statement.setObject(2, job);
            statement.setObject(3, job);
            statement.setTimestamp(4, time);
            statement.setBoolean(5, job != null);
            statement.setTimestamp(6, time);
            statement.setTimestamp(7, time);
            statement.setDouble(8, halfLife.toMillis() / 1000.0);
            statement.setTimestamp(9, time);
            statement.setTimestamp(10, time);
            statement.executeUpdate();
        }
    }
}
