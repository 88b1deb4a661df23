package gannet.server.retention;

import gannet.server.queue.State;
import gannet.server.storage.Storage;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.UUID;

/// Samples that may go, and their deletions, in the database.
final class OldSampleStore {
    private static final String MARKED = """
            (exists (select 1 from sheet h where h.run = s.run and h.step = s.step and h.origin = 'SAMPLE' and (
                    exists (select 1 from star where sheet = h.id)
                    or exists (select 1 from board_picture where sheet = h.id)
                    or exists (select 1 from picture_tag where sheet = h.id)))
                or exists (select 1 from comment c where c.run = s.run and c.step = s.step and c.kind = 'SAMPLE' and c.deleted is null)
                or exists (select 1 from blind_test b where (b.run_a = s.run and b.step_a = s.step) or (b.run_b = s.run and b.step_b = s.step)))
            """;

    private final Storage storage;

    OldSampleStore(Storage storage) { this.storage = storage; }

    @FunctionalInterface
    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /// The number of the last of a project's next runs behind a number that ended before a time, 0 if there are none.
    long lastOf(UUID project, Instant endedBefore, long after, int runs) {
        return read(connection -> {
            try (var statement = connection.prepareStatement("""
                    select coalesce(max(number), 0) from (
                        select number from run where project = ? and ended <= ? and number > ? order by number limit ?) old_runs""")) {
                statement.setObject(1, project);
                statement.setTimestamp(2, Timestamp.from(endedBefore));
                statement.setLong(3, after);
                statement.setInt(4, runs);
                try (var rows = statement.executeQuery()) {
                    rows.next();
                    return rows.getLong(1);
                }
            }
        });
    }

    /// Of the runs behind a number up to another, by run and step.
    List<OldSample> samples(UUID project, Instant endedBefore, long after, long last) {
        return read(connection -> {
            try (var statement = connection.prepareStatement("select s.run, r.number, r.name, s.step, s.file, " + MARKED + """
                    from run r join sample s on s.run = r.id
                    where r.project = ? and r.ended <= ? and r.number > ? and r.number <= ? order by r.number, s.step""")) {
                statement.setObject(1, project);
                statement.setTimestamp(2, Timestamp.from(endedBefore));
                statement.setLong(3, after);
                statement.setLong(4, last);
                try (var rows = statement.executeQuery()) {
                    var samples = new ArrayList<OldSample>();
                    while (rows.next()) {
                        samples.add(new OldSample(rows.getObject(1, UUID.class), rows.getLong(2), rows.getString(3), rows.getLong(4), rows.getString(5), rows.getBoolean(6)));
                    }
                    return samples;
                }
            }
        });
    }

    /// Writes down which samples of a run go: none if it was resumed meanwhile, and none that was marked meanwhile.
    void begin(UUID run, List<Long> steps, String person, Instant now) {
        change(connection -> {
            try (var lock = connection.prepareStatement("select state from run where id = ? for update")) {
                lock.setObject(1, run);
                try (var rows = lock.executeQuery()) {
                    if (!rows.next() || !State.valueOf(rows.getString(1)).isOver()) {
                        return 0;
                    }
                }
            }
            try (var statement = connection.prepareStatement("""
                    insert into sample_deletion (run, step, person, begun)
                    select s.run, s.step, ?, ? from sample s where s.run = ? and s.step = any (?) and not\s""" + MARKED + " on conflict do nothing")) {
                statement.setString(1, person);
                statement.setTimestamp(2, Timestamp.from(now));
                statement.setObject(3, run);
                statement.setArray(4, connection.createArrayOf("bigint", steps.toArray()));
                return statement.executeUpdate();
            }
        });
    }

    /// Runs of which samples may still have to go.
    List<UUID> begun() {
        return read(connection -> {
            try (var statement = connection.prepareStatement("select distinct run from sample_deletion"); var rows = statement.executeQuery()) {
                var runs = new ArrayList<UUID>();
                while (rows.next()) {
                    runs.add(rows.getObject(1, UUID.class));
                }
                return runs;
            }
        });
    }

    /// Files by step.
    SequencedMap<Long, String> begun(UUID run) {
        return read(connection -> {
            try (var statement = connection.prepareStatement("select s.step, s.file from sample_deletion d join sample s on s.run = d.run and s.step = d.step where d.run = ?")) {
                statement.setObject(1, run);
                try (var rows = statement.executeQuery()) {
                    var files = new TreeMap<Long, String>();
                    while (rows.next()) {
                        files.put(rows.getLong(1), rows.getString(2));
                    }
                    return files;
                }
            }
        });
    }

    /// The rows of what is gone go as well, from the gallery too, and the run's history says how many. Lines that no worker wrote have numbers below zero.
    void finish(UUID run, List<Long> steps, Instant now) {
        change(connection -> {
            var gone = connection.createArrayOf("bigint", steps.toArray());
            try (var line = connection.prepareStatement("""
                    insert into run_line (run, sequence, step, time, text)
                    select d.run, (select least(0, coalesce(min(sequence), 0)) - 1 from run_line where run = d.run), -1, ?,
                        'Retention thinned out ' || count(*) || case count(*) when 1 then ' sample' else ' samples' end || ', by ' || max(d.person) || '.'
                    from sample_deletion d where d.run = ? and d.step = any (?) group by d.run""");
                    var sheets = connection.prepareStatement("delete from sheet where run = ? and step = any (?) and origin = 'SAMPLE'");
                    var samples = connection.prepareStatement("delete from sample where run = ? and step = any (?)")) {
                line.setTimestamp(1, Timestamp.from(now));
                line.setObject(2, run);
                line.setArray(3, gone);
                line.executeUpdate();
                for (var statement : List.of(sheets, samples)) {
                    statement.setObject(1, run);
                    statement.setArray(2, gone);
                    statement.executeUpdate();
                }
                return steps.size();
            }
        });
    }

    private <T> T read(Work<T> work) { return storage.read(transaction -> transaction.session().doReturningWork((Connection connection) -> work.on(connection))); }

    private void change(Work<Integer> work) {
        storage.inTransaction(transaction -> transaction.session().doReturningWork((Connection connection) -> work.on(connection)));
    }
}
