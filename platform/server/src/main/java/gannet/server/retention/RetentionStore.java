package gannet.server.retention;

import com.fasterxml.jackson.core.type.TypeReference;
import gannet.parameters.Json;
import gannet.parameters.Schema;
import gannet.parameters.Settings;
import gannet.server.audit.Audit;
import gannet.server.audit.Deed;
import gannet.server.audit.Doer;
import gannet.server.queue.State;
import gannet.server.storage.SqlStore;
import gannet.server.storage.Storage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// Rules, tags and deletions in the database.
final class RetentionStore extends SqlStore {
    private static final TypeReference<TreeMap<String, Object>> VALUES = new TypeReference<>() {};
    private static final String CANDIDATES = """
            select r.id, r.number, r.name, r.state, coalesce(r.ended <= ?, false), c.step, c.folder, c.bytes, coalesce(t.name, ''),
                coalesce((select min(f.number) from run f where f.parent = r.number and f.parent_step = c.step), 0)
            from run r join checkpoint c on c.run = r.id left join checkpoint_tag t on t.run = c.run and t.step = c.step
            """;

    private final Storage storage;

    RetentionStore(Storage storage) {
        super(storage);
        this.storage = storage;
    }

    record Key(UUID id, UUID project) {}

    record Begun(UUID run, long number, long step, String folder, String person) {}

    Optional<Key> key(long number) { return first("select id, project from run where number = ?", row -> new Key(id(row, 1), id(row, 2)), number); }

    RetentionRules rules(UUID project) {
        var values = first("select rules from retention where project = ?", row -> Json.read("rules", row.getString(1), VALUES), project).orElseGet(TreeMap::new);
        // what a later version does not know any more, or has bounded, is passed over
        var schema = Schema.of(RetentionRules.class);
        values.keySet().removeIf(name -> !schema.check(Map.of(name, values.get(name))).problems().isEmpty());
        return Settings.bind(RetentionRules.class, values);
    }

    void write(Doer who, UUID project, Map<String, Object> rules) {
        var before = Json.text(rules(project));
        storage.change(transaction -> {
            var session = transaction.session();
            session.createNativeMutationQuery("insert into retention (project, rules) values (:project, cast(:rules as jsonb)) on conflict (project) do update set rules = excluded.rules")
                    .setParameter("project", project).setParameter("rules", Json.text(rules)).executeUpdate();
            var row = session.createNativeQuery("select name, team from project where id = :project", Object[].class).setParameter("project", project).getSingleResult();
            Audit.note(transaction, who, new Deed("project.retention-changed", "project", project, (String) row[0], (UUID) row[1]).changed(before, Json.text(rules)));
        });
    }

    /// Projects at which nobody has looked since then, and whose rules say that Gannet does by itself.
    List<UUID> due(Instant before) {
        return read("select project from retention where (rules ->> 'automatic')::boolean and (passed is null or passed <= ?)", row -> id(row, 1), before);
    }

    void passed(UUID project, Instant now) { change("update retention set passed = ? where project = ?", now, project); }

    /// The checkpoints of a project's next ended runs behind a number, by run and step.
    List<Candidate> candidates(UUID project, Instant endedBefore, long after, int runs) {
        return read(CANDIDATES + """
                where r.number in (select number from run where project = ? and ended is not null and number > ? order by number limit ?)
                order by r.number, c.step""", RetentionStore::candidate, endedBefore, project, after, runs);
    }

    /// The number of the last of those runs, 0 if there are none.
    long lastOf(UUID project, long after, int runs) {
        return first("select coalesce(max(number), 0) from (select number from run where project = ? and ended is not null and number > ? order by number limit ?) ended_runs",
                row -> row.getLong(1), project, after, runs).orElse(0L);
    }

    List<Candidate> candidates(UUID run, Instant endedBefore) { return read(CANDIDATES + "where r.id = ? order by c.step", RetentionStore::candidate, endedBefore, run); }

    private static Candidate candidate(ResultSet row) throws SQLException {
        return new Candidate(id(row, 1), row.getLong(2), row.getString(3), State.valueOf(row.getString(4)), row.getBoolean(5),
                row.getLong(6), row.getString(7), row.getLong(8), row.getString(9), row.getLong(10));
    }

    /// @return whether there is such a checkpoint
    boolean tag(UUID run, long step, String name, String person, Instant now) {
        return change("""
                insert into checkpoint_tag (run, step, name, person, time) select run, step, ?, ?, ? from checkpoint where run = ? and step = ?
                on conflict (run, step) do update set name = excluded.name, person = excluded.person, time = excluded.time""", name, person, now, run, step) > 0;
    }

    void untag(UUID run, long step) { change("delete from checkpoint_tag where run = ? and step = ?", run, step); }

    /// Writes down that a checkpoint goes, unless somebody resumed or forked its run or tagged it meanwhile.
    ///
    /// @return whether it may go
    boolean begin(Candidate checkpoint, String person, Instant now) { return storage.inTransaction(transaction -> new Deletions(transaction).begin(checkpoint, person, now)); }

    /// Deletions whose files may still be there.
    List<Begun> begun() {
        return read("""
                select d.run, r.number, d.step, c.folder, d.person
                from checkpoint_deletion d join checkpoint c on c.run = d.run and c.step = d.step join run r on r.id = d.run order by d.begun""",
                row -> new Begun(id(row, 1), row.getLong(2), row.getLong(3), row.getString(4), row.getString(5)));
    }

    /// The row goes behind the files, and the run's history says so. Lines that no worker wrote have numbers below zero.
    void finish(Begun deletion, Instant now) {
        change("""
                with gone as (delete from checkpoint where run = ? and step = ? returning run)
                insert into run_line (run, sequence, step, time, text)
                select run, (select least(0, coalesce(min(sequence), 0)) - 1 from run_line l where l.run = gone.run), -1, ?, ? from gone""",
                deletion.run(), deletion.step(), now, "Retention deleted the checkpoint of step %,d, by %s.".formatted(deletion.step(), deletion.person()));
    }
}
