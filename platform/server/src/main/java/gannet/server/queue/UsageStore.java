package gannet.server.queue;

import gannet.server.queue.Usage.Counted;
import gannet.server.queue.Usage.Hour;
import gannet.server.queue.Usage.Span;
import gannet.server.storage.Storage;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Hours and occupancies in the database.
final class UsageStore {
    private final Storage storage;

    UsageStore(Storage storage) { this.storage = storage; }

    List<Hour> hours(Instant since) {
        return storage.read(transaction -> transaction.session().doReturningWork(connection -> {
            try (var statement = connection.prepareStatement("select team, hour, seconds from use_hour where hour >= ? order by hour, team")) {
                statement.setTimestamp(1, Timestamp.from(since));
                try (var rows = statement.executeQuery()) {
                    var hours = new ArrayList<Hour>();
                    while (rows.next()) {
                        hours.add(new Hour(rows.getObject(1, UUID.class), rows.getTimestamp(2).toInstant(), rows.getDouble(3)));
                    }
                    return hours;
                }
            }
        }));
    }

    List<Counted> teams(Duration halfLife, Instant now) {
        return storage.read(transaction -> transaction.session().doReturningWork(connection -> {
            try (var statement = connection.prepareStatement("""
                    select t.id, t.name, coalesce(s.weight, 1),
                           coalesce((select sum(u.seconds * power(0.5, greatest(0, extract(epoch from ? - u.as_of)) / ?)) from use_of_person u where u.team = t.id), 0),
                           exists (select 1 from job j where j.team = t.id and j.state = 'QUEUED')
                               or t.id in (select j.team from job j where j.state = any ('{STARTING,RUNNING,PAUSING,PREEMPTING,STOPPING}') or j.state = 'PAUSED')
                    from team t left join team_share s on s.team = t.id order by t.name, t.id""")) {
                statement.setTimestamp(1, Timestamp.from(now));
                statement.setDouble(2, halfLife.toSeconds());
                try (var rows = statement.executeQuery()) {
                    var teams = new ArrayList<Counted>();
                    while (rows.next()) {
                        teams.add(new Counted(rows.getObject(1, UUID.class), rows.getString(2), rows.getDouble(3), rows.getDouble(4), rows.getBoolean(5)));
                    }
                    return teams;
                }
            }
        }));
    }

    List<Span> spans(Instant since, int most) {
        return storage.read(transaction -> transaction.session().doReturningWork(connection -> {
            try (var statement = connection.prepareStatement("""
                    select * from (select job, server, device, started, coalesce(ended, now()), ended is null from occupancy
                    where ended is null or ended >= ? order by started desc limit ?) as newest (job, server, device, started, ended, open) order by started""")) {
                statement.setTimestamp(1, Timestamp.from(since));
                statement.setInt(2, most);
                try (var rows = statement.executeQuery()) {
                    var spans = new ArrayList<Span>();
                    while (rows.next()) {
                        spans.add(new Span(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class), rows.getString(3),
                                rows.getTimestamp(4).toInstant(), rows.getTimestamp(5).toInstant(), rows.getBoolean(6)));
                    }
                    return spans;
                }
            }
        }));
    }
}
