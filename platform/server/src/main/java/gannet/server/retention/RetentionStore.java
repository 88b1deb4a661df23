package gannet.server.retention;

import com.fasterxml.jackson.core.type.TypeReference;
import gannet.parameters.Json;
import gannet.parameters.Schema;
import gannet.parameters.Settings;
import gannet.server.audit.Audit;
import gannet.server.audit.Deed;
import gannet.server.audit.Doer;
import gannet.server.queue.State;
import gannet.server.storage.Storage;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// Rules, tags and deletions in the database.
final class RetentionStore {
    private static final TypeReference<TreeMap<String, Object>> VALUES = new TypeReference<>() {};
    private static final String CANDIDATES = """
            select r.id, r.number, r.name, r.state, coalesce(r.ended <= ?, false), c.step, c.folder, c.bytes, coalesce(t.name, ''),
                coalesce((select min(f.number) from run f where f.parent = r.number and f.parent_step = c.step), 0)
            from run r join checkpoint c on c.run = r.id left join checkpoint_tag t on t.run = c.run and t.step = c.step
            """;

    private final Storage storage;

    RetentionStore(Storage storage) { this.storage = storage; }

    record Key(UUID id, UUID project) {}

    record Begun(UUID run, long number, long step, String folder, String person) {}

    @FunctionalInterface
    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    Optional<Key> key(long number) {
        return read(connection -> {
            try (var statement = connection.prepareStatement("select id, project from run where number = ?")) {
                statement.setLong(1, number);
                try (var rows = statement.executeQuery()) {
                    return rows.next() ? Optional.of(new Key(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class))) : Optional.empty();
                }
            }
        });
    }

    RetentionRules rules(UUID project) {
        return read(connection -> {
            try (var statement = connection.prepareStatement("select rules from retention where project = ?")) {
                statement.setObject(1, project);
                try (var rows = statement.executeQuery()) {
                    // what a later version does not know any more, or has bounded, is passed over
                    var values = rows.next() ? Json.read("rules", rows.getString(1), VALUES) : new TreeMap<String, Object>();
                    var schema = Schema.of(RetentionRules.class);
                    values.keySet().removeIf(name -> !schema.check(Map.of(name, values.get(name))).problems().isEmpty());
                    return Settings.bind(RetentionRules.class, values);
                }
            }
        });
    }

    void write(Doer who, UUID project, Map<String, Object> rules) {
        var before = Json.text(rules(project));
        storage.change(transaction -> {
            var session = transaction.session();
            session.doWork(connection -> execute(connection,
                    "insert into retention (project, rules) values (?, cast(? as jsonb)) on conflict (project) do update set rules = excluded.rules", project, Json.text(rules)));
            var row = session.createNativeQuery("select name, team from project where id = :project", Object[].class).setParameter("project", project).getSingleResult();
            Audit.note(transaction, who, new Deed("project.retention-changed", "project", project, (String) row[0], (UUID) row[1]).changed(before, Json.text(rules)));
        });
    }

    /// Projects at which nobody has looked since then, and whose rules say that Gannet does by itself.
    List<UUID> due(Instant before) {
        return read(connection -> {
            try (var statement = connection.prepareStatement("select project from retention where (rules ->> 'automatic')::boolean and (passed is null or passed <= ?)")) {
                statement.setTimestamp(1, Timestamp.from(before));
                try (var rows = statement.executeQuery()) {
                    var due = new ArrayList<UUID>();
                    while (rows.next()) {
                        due.add(rows.getObject(1, UUID.class));
                    }
                    return due;
                }
            }
        });
    }

    void passed(UUID project, Instant now) { change("update retention set passed = ? where project = ?", Timestamp.from(now), project); }

    /// The checkpoints of a project's next ended runs behind a number, by run and step.
    List<Candidate> candidates(UUID project, Instant endedBefore, long after, int runs) {
        return read(connection -> {
            try (var statement = connection.prepareStatement(CANDIDATES + """
                    where r.number in (select number from run where project = ? and ended is not null and number > ? order by number limit ?)
                    order by r.number, c.step""")) {
                statement.setTimestamp(1, Timestamp.from(endedBefore));
                statement.setObject(2, project);
                statement.setLong(3, after);
                statement.setInt(4, runs);
                return candidates(statement.executeQuery());
            }
        });
    }

    /// The number of the last of those runs, 0 if there are none.
    long lastOf(UUID project, long after, int runs) {
        return read(connection -> {
            try (var statement = connection.prepareStatement(
                    "select coalesce(max(number), 0) from (select number from run where project = ? and ended is not null and number > ? order by number limit ?) ended_runs")) {
                statement.setObject(1, project);
                statement.setLong(2, after);
                statement.setInt(3, runs);
                try (var rows = statement.executeQuery()) {
                    rows.next();
                    return rows.getLong(1);
                }
            }
        });
    }

    List<Candidate> candidates(UUID run, Instant endedBefore) {
        return read(connection -> {
            try (var statement = connection.prepareStatement(CANDIDATES + "where r.id = ? order by c.step")) {
                statement.setTimestamp(1, Timestamp.from(endedBefore));
                statement.setObject(2, run);
                return candidates(statement.executeQuery());
            }
        });
    }

    private static List<Candidate> candidates(ResultSet found) throws SQLException {
        try (found) {
            var candidates = new ArrayList<Candidate>();
            while (found.next()) {
                candidates.add(new Candidate(found.getObject(1, UUID.class), found.getLong(2), found.getString(3), State.valueOf(found.getString(4)), found.getBoolean(5),
                        found.getLong(6), found.getString(7), found.getLong(8), found.getString(9), found.getLong(10)));
            }
            return candidates;
        }
    }

    /// @return whether there is such a checkpoint
    boolean tag(UUID run, long step, String name, String person, Instant now) {
        return change("""
                insert into checkpoint_tag (run, step, name, person, time) select run, step, ?, ?, ? from checkpoint where run = ? and step = ?
                on conflict (run, step) do update set name = excluded.name, person = excluded.person, time = excluded.time""",
                name, person, Timestamp.from(now), run, step) > 0;
    }

    void untag(UUID run, long step) { change("delete from checkpoint_tag where run = ? and step = ?", run, step); }

    /// Writes down that a checkpoint goes, unless somebody resumed or forked its run or tagged it meanwhile.
    ///
    /// @return whether it may go
    boolean begin(Candidate checkpoint, String person, Instant now) {
        return inTransaction(connection -> {
            try (var lock = connection.prepareStatement("select state from run where id = ? for update")) {
                lock.setObject(1, checkpoint.run());
                try (var rows = lock.executeQuery()) {
                    if (!rows.next() || !State.valueOf(rows.getString(1)).isOver()) {
                        return false;
                    }
                }
            }
            return execute(connection, """
                    insert into checkpoint_deletion (run, step, person, begun) select c.run, c.step, ?, ? from checkpoint c where c.run = ? and c.step = ?
                        and not exists (select 1 from checkpoint_tag t where t.run = c.run and t.step = c.step)
                        and not exists (select 1 from run f where f.parent = ? and f.parent_step = c.step)
                    on conflict (run, step) do nothing""", person, Timestamp.from(now), checkpoint.run(), checkpoint.step(), checkpoint.number()) > 0;
        });
    }

    /// Deletions whose files may still be there.
    List<Begun> begun() {
        return read(connection -> {
            try (var statement = connection.prepareStatement("""
                    select d.run, r.number, d.step, c.folder, d.person
                    from checkpoint_deletion d join checkpoint c on c.run = d.run and c.step = d.step join run r on r.id = d.run order by d.begun"""); var rows = statement.executeQuery()) {
                var begun = new ArrayList<Begun>();
                while (rows.next()) {
                    begun.add(new Begun(rows.getObject(1, UUID.class), rows.getLong(2), rows.getLong(3), rows.getString(4), rows.getString(5)));
                }
                return begun;
            }
        });
    }

    /// The row goes behind the files, and the run's history says so. Lines that no worker wrote have numbers below zero.
    void finish(Begun deletion, Instant now) {
        inTransaction(connection -> {
            if (execute(connection, "delete from checkpoint where run = ? and step = ?", deletion.run(), deletion.step()) > 0) {
                execute(connection, """
                        insert into run_line (run, sequence, step, time, text)
                        select ?, least(0, coalesce(min(sequence), 0)) - 1, -1, ?, ? from run_line where run = ?""",
                        deletion.run(), Timestamp.from(now), "Retention deleted the checkpoint of step %,d, by %s.".formatted(deletion.step(), deletion.person()), deletion.run());
            }
            return true;
        });
    }

    private <T> T read(Work<T> work) { return storage.read(transaction -> transaction.session().doReturningWork((Connection connection) -> work.on(connection))); }

    private <T> T inTransaction(Work<T> work) {
        return storage.inTransaction(transaction -> transaction.session().doReturningWork((Connection connection) -> work.on(connection)));
    }

    private int change(String sql, Object... values) { return inTransaction(connection -> execute(connection, sql, values)); }

    private static int execute(Connection connection, String sql, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }
}
