package gannet.server.queue;

import gannet.server.queue.plan.Holder;
import gannet.server.queue.plan.Line;
import gannet.server.queue.plan.Need;
import gannet.server.queue.plan.PersonUse;
import gannet.server.queue.plan.TeamShare;
import gannet.server.queue.plan.Waiting;
import gannet.server.storage.Storage;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads what the order depends on, in one snapshot of the database. Of the waiting jobs it reads the heads of their lines
/// alone, by jumping through an index from line to line, so that a long queue costs no more than a short one.
final class SnapshotStore {
    private static final String LINE = "team, person, priority, hardware, devices, device_memory, host_memory, length_class";

    private static final String HEADS = """
            with recursive line as (
                (select %1$s from job where state = 'QUEUED' order by %1$s limit 1)
                union all
                select n.* from line l cross join lateral (
                    select %1$s from job j where state = 'QUEUED'
                        and (j.team, j.person, j.priority, j.hardware, j.devices, j.device_memory, j.host_memory, j.length_class)
                          > (l.team, l.person, l.priority, l.hardware, l.devices, l.device_memory, l.host_memory, l.length_class)
                    order by %1$s limit 1) n
            )
            select l.*, h.id, h.since, h.length, h.pin, h.used_seconds from line l cross join lateral (
                select id, since, length, pin, used_seconds from job j where state = 'QUEUED' and j.team = l.team and j.person = l.person and j.priority = l.priority
                    and j.hardware = l.hardware and j.devices = l.devices and j.device_memory = l.device_memory and j.host_memory = l.host_memory
                    and j.length_class = l.length_class
                order by pin, since, id limit case when l.priority > ? or l.person = any (?) then ? else ? end) h""".formatted(LINE);

    private static final String HOLDERS = """
            select j.id, j.priority, j.team, j.person, j.server, array(select o.device from occupancy o where o.job = j.id and o.ended is null order by o.device),
                   j.host_memory, j.preemptible and j.pin is null, j.state, coalesce(j.started, j.since),
                   coalesce((select max(c.time) from checkpoint c where c.run = j.run), (select min(o.started) from occupancy o where o.job = j.id and o.ended is null), j.since),
                   case when r.milliseconds_per_step > 0 then (r.steps - r.step) * r.milliseconds_per_step / 1000 else j.length end,
                   j.time_limit, j.used_seconds, (select min(o.started) from occupancy o where o.job = j.id and o.ended is null),
                   case when r.milliseconds_per_step > 0 then r.heard end, j.since
            from job j join run r on r.id = j.run
            where j.state = any ('{STARTING,RUNNING,PAUSING,PREEMPTING,STOPPING}') order by j.id""";

    private final Storage storage;

    SnapshotStore(Storage storage) { this.storage = storage; }

    /// @param startsSinceAged how many jobs have started since one did that was overdue
    record Read(List<Line> lines, List<Holder> holders, List<TeamShare> teams, List<PersonUse> people, Map<UUID, Integer> ownLimits, int startsSinceAged) {}

    /// How many jobs of each line are read.
    ///
    /// @param many of lines in classes above this one, and of these people's    @param few of the others
    record Depth(Priority above, Set<UUID> of, int many, int few) {}

    /// @param depth for what these hold
    Read read(Function<List<Holder>, Depth> depth, QueueRules rules, Instant now) {
        return storage.read(transaction -> transaction.session().doReturningWork(connection -> {
            var holders = holders(connection, rules);
            return new Read(lines(connection, depth.apply(holders)), holders, teams(connection, rules, now), people(connection, rules, now),
                    ownLimits(connection), startsSinceAged(connection));
        }));
    }

    private record Key(UUID team, UUID person, int priority, Need needs, int length) {}

    private static List<Line> lines(Connection connection, Depth depth) throws SQLException {
        var lines = new LinkedHashMap<Key, List<Waiting>>();
        try (var statement = connection.prepareStatement(HEADS)) {
            statement.setInt(1, depth.above().ordinal());
            statement.setArray(2, connection.createArrayOf("uuid", depth.of().toArray()));
            statement.setInt(3, depth.many());
            statement.setInt(4, depth.few());
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var key = new Key(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class), rows.getInt(3),
                            new Need(rows.getInt(5), Hardware.valueOf(rows.getString(4)), rows.getLong(6), rows.getLong(7)), rows.getInt(8));
                    lines.computeIfAbsent(key, _ -> new ArrayList<>()).add(new Waiting(
                            rows.getObject(9, UUID.class), rows.getTimestamp(10).toInstant(), time(rows.getDouble(13)), seconds(rows.getObject(11, Double.class)), rows.getObject(12, Double.class)));
                }
            }
        }
        return lines.entrySet().stream().map(line -> line(line.getKey(), line.getValue())).toList();
    }

    private static Line line(Key key, List<Waiting> heads) {
        return new Line(key.team(), key.person(), Priority.values()[key.priority()], key.needs(), heads);
    }

    private static List<Holder> holders(Connection connection, QueueRules rules) throws SQLException {
        try (var statement = connection.prepareStatement(HOLDERS); var rows = statement.executeQuery()) {
            var holders = new ArrayList<Holder>();
            while (rows.next()) {
                holders.add(new Holder(
                        rows.getObject(1, UUID.class), Priority.values()[rows.getInt(2)], rows.getObject(3, UUID.class), rows.getObject(4, UUID.class),
                        rows.getObject(5, UUID.class), List.of((String[]) rows.getArray(6).getArray()), rows.getLong(7),
                        rows.getBoolean(8) && !hadWaitedTooLong(rows, rules),
                        State.valueOf(rows.getString(9)).isLeaving(), rows.getTimestamp(10).toInstant(), rows.getTimestamp(11).toInstant(), end(rows)));
            }
            return holders;
        }
    }

    /// Who was overdue when they started stay until they are done, as do those who were placed by hand: they would be the first to
    /// come back.
    private static boolean hadWaitedTooLong(ResultSet row, QueueRules rules) throws SQLException {
        var held = Tickets.instant(row, 15);
        return held != null && held.minus(time(row.getDouble(14))).isAfter(row.getTimestamp(17).toInstant().plus(rules.patience(Priority.values()[row.getInt(2)])));
    }

    /// When it should be gone, or should have been: when its steps are done by the pace that was last heard of, or its time is over.
    private static @Nullable Instant end(ResultSet row) throws SQLException {
        var left = seconds(row.getObject(12, Double.class));
        var held = Tickets.instant(row, 15);
        var heard = Tickets.instant(row, 16);
        var from = heard != null ? heard : held;
        var end = left == null || from == null ? null : from.plus(left);
        if (row.getInt(13) == 0 || held == null) {
            return end;
        }
        var limit = held.plus(Duration.ofMinutes(row.getInt(13))).minus(time(row.getDouble(14)));
        return end == null || limit.isBefore(end) ? limit : end;
    }

    private static @Nullable Duration seconds(@Nullable Double seconds) { return seconds == null ? null : time(seconds); }

    private static Duration time(double seconds) { return Duration.ofMillis(Math.round(seconds * 1000)); }

    private static List<TeamShare> teams(Connection connection, QueueRules rules, Instant now) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select t.id, coalesce(s.weight, 1), coalesce(s.most_running, nullif(?, 0)),
                       coalesce((select sum(u.seconds * power(0.5, greatest(0, extract(epoch from ? - u.as_of)) / ?)) from use_of_person u where u.team = t.id), 0)
                from team t left join team_share s on s.team = t.id order by t.id""")) {
            statement.setInt(1, rules.teamRunning());
            statement.setTimestamp(2, Timestamp.from(now));
            statement.setDouble(3, rules.halfLifeTime().toSeconds());
            try (var rows = statement.executeQuery()) {
                var teams = new ArrayList<TeamShare>();
                while (rows.next()) {
                    teams.add(new TeamShare(rows.getObject(1, UUID.class), rows.getDouble(2), rows.getDouble(4), rows.getObject(3, Integer.class)));
                }
                return teams;
            }
        }
    }

    private static List<PersonUse> people(Connection connection, QueueRules rules, Instant now) throws SQLException {
        try (var statement = connection.prepareStatement(
                "select team, person, seconds * power(0.5, greatest(0, extract(epoch from ? - as_of)) / ?) from use_of_person")) {
            statement.setTimestamp(1, Timestamp.from(now));
            statement.setDouble(2, rules.halfLifeTime().toSeconds());
            try (var rows = statement.executeQuery()) {
                var people = new ArrayList<PersonUse>();
                while (rows.next()) {
                    people.add(new PersonUse(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class), rows.getDouble(3)));
                }
                return people;
            }
        }
    }

    private static Map<UUID, Integer> ownLimits(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("select person, most_running from person_limit where most_running is not null"); var rows = statement.executeQuery()) {
            var limits = new HashMap<UUID, Integer>();
            while (rows.next()) {
                limits.put(rows.getObject(1, UUID.class), rows.getInt(2));
            }
            return limits;
        }
    }

    private static int startsSinceAged(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("select starts_since_aged from queue_rules"); var rows = statement.executeQuery()) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
