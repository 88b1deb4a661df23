package gannet.server.retention;

import gannet.server.retention.DiskUse.OfProject;
import gannet.server.retention.DiskUse.OfRun;
import gannet.server.retention.DiskUse.Sizes;
import gannet.server.storage.Storage;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Measured sizes in the database.
final class DiskUseStore {
    private final Storage storage;

    DiskUseStore(Storage storage) { this.storage = storage; }

    record Ended(UUID id, Timestamp ended) {}

    OfProject of(UUID project, int largest) {
        return storage.read(transaction -> transaction.session().doReturningWork(connection -> {
            var runs = largest(connection, project, largest);
            try (var statement = connection.prepareStatement("""
                    select coalesce(sum(checkpoints), 0), coalesce(sum(samples), 0), coalesce(sum(rest), 0), count(*),
                        (select coalesce(sum(bytes), 0) from (select distinct on (hash) bytes from data_set where project = ? and not absent) own)
                    from disk_use where project = ?""")) {
                statement.setObject(1, project);
                statement.setObject(2, project);
                try (var rows = statement.executeQuery()) {
                    rows.next();
                    return new OfProject(new Sizes(rows.getLong(1), rows.getLong(2), rows.getLong(3)), rows.getLong(4), rows.getLong(5), runs);
                }
            }
        }));
    }

    private static List<OfRun> largest(Connection connection, UUID project, int most) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select r.number, r.name, d.checkpoints, d.samples, d.rest from disk_use d join run r on r.id = d.run
                where d.project = ? order by d.checkpoints + d.samples + d.rest desc limit ?""")) {
            statement.setObject(1, project);
            statement.setInt(2, most);
            try (var rows = statement.executeQuery()) {
                var runs = new ArrayList<OfRun>();
                while (rows.next()) {
                    runs.add(new OfRun(rows.getLong(1), rows.getString(2), new Sizes(rows.getLong(3), rows.getLong(4), rows.getLong(5))));
                }
                return runs;
            }
        }
    }

    void write(UUID run, Sizes sizes, Instant now) {
        storage.change(transaction -> transaction.session().doWork(connection -> {
            try (var statement = connection.prepareStatement("""
                    insert into disk_use (run, project, checkpoints, samples, rest, measured) select id, project, ?, ?, ?, ? from run where id = ?
                    on conflict (run) do update set checkpoints = excluded.checkpoints, samples = excluded.samples, rest = excluded.rest, measured = excluded.measured""")) {
                statement.setLong(1, sizes.checkpoints());
                statement.setLong(2, sizes.samples());
                statement.setLong(3, sizes.rest());
                statement.setTimestamp(4, Timestamp.from(now));
                statement.setObject(5, run);
                statement.executeUpdate();
            }
        }));
    }

    /// The next runs behind the survey's place, in the order in which they ended.
    List<Ended> endedNext(Instant before, int most) {
        return storage.read(transaction -> transaction.session().doReturningWork(connection -> {
            try (var statement = connection.prepareStatement("""
                    select r.id, r.ended from run r where r.ended is not null and (r.ended, r.id) > (select ended, run from disk_survey) and r.ended <= ?
                    order by r.ended, r.id limit ?""")) {
                statement.setTimestamp(1, Timestamp.from(before));
                statement.setInt(2, most);
                try (var rows = statement.executeQuery()) {
                    var ended = new ArrayList<Ended>();
                    while (rows.next()) {
                        ended.add(new Ended(rows.getObject(1, UUID.class), rows.getTimestamp(2)));
                    }
                    return ended;
                }
            }
        }));
    }

    void surveyed(Ended last) {
        storage.change(transaction -> transaction.session().doWork(connection -> {
            try (var statement = connection.prepareStatement("update disk_survey set ended = ?, run = ?")) {
                statement.setTimestamp(1, last.ended());
                statement.setObject(2, last.id());
                statement.executeUpdate();
            }
        }));
    }
}
