package gannet.server.transfer;

import gannet.server.account.Person;
import gannet.server.dataset.DataSets;
import gannet.server.storage.SqlStore;
import gannet.server.storage.Transaction;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// Runs as they leave and come, in the database.
final class TransferStore extends SqlStore {
    private final Transaction transaction;

    TransferStore(Transaction transaction) {
        super(transaction);
        this.transaction = transaction;
    }

    record Leaving(UUID id, UUID project, UUID team, String manifest) {}

    Optional<Leaving> leaving(long number, Person who, Instant now) {
        return first("""
                select r.id, r.project, j.team, jsonb_pretty(jsonb_build_object('format', ?, 'exported', to_jsonb(cast(? as timestamptz)), 'exportedBy', cast(? as text),
                    'run', jsonb_build_object('id', r.id, 'number', r.number, 'name', r.name, 'variant', r.variant, 'variantTitle', r.variant_title, 'state', r.state, 'reason', r.reason,
                        'attempt', r.attempt, 'step', r.step, 'steps', r.steps, 'launchedBy', r.launched_by, 'created', r.created, 'started', r.started, 'ended', r.ended,
                        'settings', r.settings, 'training', r.training, 'environment', r.facts),
                    'plugin', jsonb_build_object('id', g.id, 'version', g.version, 'sha256', g.sha256),
                    'dataSet', jsonb_build_object('name', d.name, 'version', d.version, 'kind', d.kind, 'hash', d.hash, 'pictures', d.pictures, 'width', d.width, 'height', d.height,
                        'largestWidth', d.largest_width, 'largestHeight', d.largest_height, 'channels', d.channels, 'classes', d.classes, 'bytes', d.bytes, 'source', d.source, 'licence', d.licence)))
                from run r join plugin g on g.sha256 = r.plugin join data_set d on d.id = r.data_set join project j on j.id = r.project where r.number = ?""",
                row -> new Leaving(id(row, 1), id(row, 2), id(row, 3), row.getString(4)), Contents.FORMAT, now, who.name(), number);
    }

    Optional<UUID> team(UUID project) { return first("select team from project where id = ?", row -> id(row, 1), project); }

    /// @return its number here
    long arrive(UUID run, UUID experiment, UUID project, Person who, String manifest, UUID newDataSet, Instant now) {
        try {
            return write(run, experiment, project, who, manifest, newDataSet, now);
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                // data of a wrong kind, or of values that are not allowed: it was not written by a Gannet; what is there twice (23505) is no fault of it
                if (cause instanceof SQLException sql && String.valueOf(sql.getSQLState()).matches("2[23](?!505).*")) {
                    throw Refusals.of(Contents.MANIFEST + " describes no run.");
                }
            }
            throw e;
        }
    }

    /// It ends now and took as long as it did, because what looks for runs that have ended looks no further back.
    private long write(UUID run, UUID experiment, UUID project, Person who, String manifest, UUID newDataSet, Instant now) {
        change("""
                insert into plugin (sha256, id, version, name, bytes, installed, origin, state)
                select p ->> 'sha256', p ->> 'id', p ->> 'version', p ->> 'id', 0, ?, 'UPLOAD', 'REMOVED' from (select cast(? as jsonb) -> 'plugin' as p) m on conflict do nothing""",
                now, manifest);
        var name = first("select cast(? as jsonb) -> 'dataSet' ->> 'name'", row -> row.getString(1), manifest).orElseThrow();
        DataSets.lock(transaction, project, name);
        change("""
                insert into data_set (id, project, name, version, kind, hash, pictures, width, height, largest_width, largest_height, channels, classes, bytes, findings, more_findings,
                    source, licence, created, person, created_by, absent)
                select ?, ?, d ->> 'name', coalesce((select max(version) from data_set where project = ? and name = d ->> 'name'), 0) + 1, d ->> 'kind', d ->> 'hash',
                    (d ->> 'pictures')::int, (d ->> 'width')::int, (d ->> 'height')::int, (d ->> 'largestWidth')::int, (d ->> 'largestHeight')::int, (d ->> 'channels')::int,
                    coalesce(d -> 'classes', '[]'), (d ->> 'bytes')::bigint, '[]', 0, coalesce(d ->> 'source', ''), coalesce(d ->> 'licence', ''), ?, ?, ?, true
                from (select cast(? as jsonb) -> 'dataSet' as d) m
                where not exists (select 1 from data_set where hash = d ->> 'hash' and (project is null or project = ?))""",
                newDataSet, project, project, now, who.id(), who.name(), manifest, project);
        change("insert into experiment (id, project, name, person, created) select ?, ?, left(r ->> 'name', 200), ?, ? from (select cast(? as jsonb) -> 'run' as r) m",
                experiment, project, who.id(), now, manifest);
        var number = first("""
                insert into run (id, number, experiment, project, name, variant, variant_title, plugin, data_set, data_set_name, data_set_hash, person, launched_by, settings, training,
                    state, reason, attempt, step, steps, milliseconds_per_step, facts, losses, latest_sample_step, created, started, ended, events_read, last_sequence)
                select ?, nextval('run_number'), ?, ?, r ->> 'name', r ->> 'variant', r ->> 'variantTitle', m.m -> 'plugin' ->> 'sha256', d.id, d.name, d.hash, ?, ?,
                    r -> 'settings', r -> 'training', case when r ->> 'state' in ('SUCCEEDED', 'FAILED') then r ->> 'state' else 'STOPPED' end,
                    case when r ->> 'state' in ('SUCCEEDED', 'FAILED', 'STOPPED') then r ->> 'reason' else 'It had not ended when it was exported.' end,
                    0, 0, (r ->> 'steps')::bigint, 0, '{}', '{}', -1, n.now - t.took, n.now - t.took, n.now, 0, 0
                from (select cast(? as jsonb) as m) m, lateral (select m.m -> 'run' as r) run, lateral (select cast(? as timestamptz) as now) n,
                    lateral (select greatest(interval '0', coalesce((r ->> 'ended')::timestamptz - (r ->> 'started')::timestamptz, interval '0')) as took) t,
                    lateral (select id, name, hash from data_set where hash = m.m -> 'dataSet' ->> 'hash' and (project is null or project = ?) order by absent, created limit 1) d
                where jsonb_typeof(r -> 'settings') = 'object' and jsonb_typeof(r -> 'training') = 'object' returning number""",
                row -> row.getLong(1), run, experiment, project, who.id(), who.name(), manifest, now, project)
                .orElseThrow(() -> Refusals.of(Contents.MANIFEST + " describes no run."));
        change("insert into run_origin (run, manifest, imported, imported_by) values (?, cast(? as jsonb), ?, ?)", run, manifest, now, who.name());
        return number;
    }

    /// Takes it back, when its events could not be read.
    void forget(UUID run, UUID experiment) {
        change("delete from run where id = ?", run);
        change("delete from experiment where id = ?", experiment);
    }

    Optional<UUID> project(long number) { return first("select project from run where number = ?", row -> id(row, 1), number); }

    record Came(long number, String launchedBy, Instant created, Instant exported, String exportedBy, Instant imported, String importedBy, String plugin,
            String sha256, boolean hasData) {}

    Optional<Came> origin(long number) {
        return first("""
                select (o.manifest -> 'run' ->> 'number')::bigint, o.manifest -> 'run' ->> 'launchedBy', (o.manifest -> 'run' ->> 'created')::timestamptz,
                    (o.manifest ->> 'exported')::timestamptz, o.manifest ->> 'exportedBy', o.imported, o.imported_by, g.id || ' ' || g.version, g.sha256, not d.absent
                from run_origin o join run r on r.id = o.run join plugin g on g.sha256 = r.plugin join data_set d on d.id = r.data_set where r.number = ?""",
                row -> new Came(row.getLong(1), row.getString(2), time(row, 3), time(row, 4), row.getString(5), time(row, 6), row.getString(7), row.getString(8), row.getString(9),
                        row.getBoolean(10)), number);
    }
}
