package gannet.server.retention;

import gannet.server.storage.SqlStore;
import gannet.server.storage.Storage;
import java.time.Instant;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.UUID;

/// Samples that may go, and their deletions, in the database.
final class OldSampleStore extends SqlStore {
    static final String MARKED = """
            (exists (select 1 from sheet h where h.run = s.run and h.step = s.step and h.origin = 'SAMPLE' and (
                    exists (select 1 from star where sheet = h.id)
                    or exists (select 1 from board_picture where sheet = h.id)
                    or exists (select 1 from picture_tag where sheet = h.id)))
                or exists (select 1 from comment c where c.run = s.run and c.step = s.step and c.kind = 'SAMPLE' and c.deleted is null)
                or exists (select 1 from blind_test b where (b.run_a = s.run and b.step_a = s.step) or (b.run_b = s.run and b.step_b = s.step)))
            """;

    private final Storage storage;

    OldSampleStore(Storage storage) {
        super(storage);
        this.storage = storage;
    }

    private record File(long step, String name) {}

    /// The number of the last of a project's next runs behind a number that ended before a time, 0 if there are none.
    long lastOf(UUID project, Instant endedBefore, long after, int runs) {
        return first("""
                select coalesce(max(number), 0) from (
                    select number from run where project = ? and ended <= ? and number > ? order by number limit ?) old_runs""",
                row -> row.getLong(1), project, endedBefore, after, runs).orElse(0L);
    }

    /// Of the runs behind a number up to another, by run and step.
    List<OldSample> samples(UUID project, Instant endedBefore, long after, long last) {
        return read("select s.run, r.number, r.name, s.step, s.file, " + MARKED + """
                from run r join sample s on s.run = r.id
                where r.project = ? and r.ended <= ? and r.number > ? and r.number <= ? order by r.number, s.step""",
                row -> new OldSample(id(row, 1), row.getLong(2), row.getString(3), row.getLong(4), row.getString(5), row.getBoolean(6)), project, endedBefore, after, last);
    }

    /// Writes down which samples of a run go: none if it was resumed meanwhile, and none that was marked meanwhile.
    void begin(UUID run, List<Long> steps, String person, Instant now) { storage.change(transaction -> new Deletions(transaction).begin(run, steps, person, now)); }

    /// Runs of which samples may still have to go.
    List<UUID> begun() { return read("select distinct run from sample_deletion", row -> id(row, 1)); }

    /// Files by step.
    SequencedMap<Long, String> begun(UUID run) {
        var files = new TreeMap<Long, String>();
        read("select s.step, s.file from sample_deletion d join sample s on s.run = d.run and s.step = d.step where d.run = ?",
                row -> new File(row.getLong(1), row.getString(2)), run).forEach(file -> files.put(file.step(), file.name()));
        return files;
    }

    /// The rows of what is gone go as well, from the gallery too, and the run's history says how many. Lines that no worker wrote have numbers below zero.
    void finish(UUID run, List<Long> steps, Instant now) {
        change("""
                with sheets as (delete from sheet where run = ? and step = any (?) and origin = 'SAMPLE'),
                    samples as (delete from sample where run = ? and step = any (?))
                insert into run_line (run, sequence, step, time, text)
                select d.run, (select least(0, coalesce(min(sequence), 0)) - 1 from run_line where run = d.run), -1, ?,
                    'Retention thinned out ' || count(*) || case count(*) when 1 then ' sample' else ' samples' end || ', by ' || max(d.person) || '.'
                from sample_deletion d where d.run = ? and d.step = any (?) group by d.run""",
                run, steps, run, steps, now, run, steps);
    }
}
