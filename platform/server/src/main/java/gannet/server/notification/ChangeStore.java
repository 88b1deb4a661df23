package gannet.server.notification;

import gannet.run.Exit.Fault;
import gannet.server.queue.State;
import gannet.server.storage.SqlStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.StatelessSession;

/// Changes of jobs that nobody has looked at, jobs that wait, and rounds. Whoever has the turn is alone with them.
final class ChangeStore extends SqlStore {
    ChangeStore(StatelessSession session) { super(session); }

    record Waiting(UUID job, UUID person, Instant since) {}

    /// Keeps others away until the transaction ends.
    ///
    /// @return when old notifications were last thrown away; empty if somebody else has the turn
    Optional<Instant> takeTurn() {
        return read("select cleared from noticing for update skip locked", row -> {
            var cleared = row.getString(1);
            return cleared.startsWith("-infinity") ? Instant.EPOCH : row.getTimestamp(1).toInstant();
        }).stream().findFirst();
    }

    /// The next ones, marked as noticed. A mark and no number up to which all were noticed, because numbers are given before
    /// transactions are committed: one may come into sight after a higher one.
    List<Change> next(int most) {
        return read("""
                with batch as (
                    update job_change set noticed = true where id in (select id from job_change where not noticed order by id limit ?)
                    returning id, job, time, state, actor, reason)
                select b.id, b.job, b.time, b.state, b.actor, b.reason, j.person, p.name, j.fault, r.steps, j.started,
                    (select c.state from job_change c where c.job = b.job and c.id < b.id order by c.id desc limit 1),
                    (select c.actor from job_change c where c.job = b.job and c.state = 'STOPPING' and c.id < b.id order by c.id limit 1)
                from batch b join job j on j.id = b.job join person p on p.id = j.person join run r on r.id = j.run order by b.id""",
                ChangeStore::change, most);
    }

    private static Change change(ResultSet row) throws SQLException {
        var before = row.getString(12);
        return new Change(
                row.getLong(1), row.getObject(2, UUID.class), row.getTimestamp(3).toInstant(), State.valueOf(row.getString(4)),
                before == null ? null : State.valueOf(before), row.getString(5), row.getString(13), row.getString(6),
                row.getObject(7, UUID.class), row.getString(8), Fault.valueOf(row.getString(9)), row.getLong(10), maybeTime(row, 11));
    }

    /// Those of them of whom nothing waits or runs, and no end is left to be noticed.
    Set<UUID> withNothingOpen(Collection<UUID> people) {
        return new HashSet<>(read("""
                select p from unnest(?) as p
                where not exists (select 1 from job j where j.person = p and j.state not in ('SUCCEEDED', 'FAILED', 'STOPPED') and j.state <> 'PAUSED')
                    and not exists (select 1 from job_change c join job j on j.id = c.job
                        where not c.noticed and c.state in ('SUCCEEDED', 'FAILED', 'STOPPED') and j.person = p)""",
                row -> row.getObject(1, UUID.class), people));
    }

    Map<UUID, Round> rounds(Collection<UUID> people) {
        var rounds = new HashMap<UUID, Round>();
        read("select person, finished, failed, stopped from round where person = any (?)",
                row -> rounds.put(row.getObject(1, UUID.class), new Round(row.getInt(2), row.getInt(3), row.getInt(4))), people);
        return rounds;
    }

    void write(UUID person, Round round) {
        if (round.all() == 0) {
            change("delete from round where person = ?", person);
            return;
        }
        change("""
                insert into round (person, finished, failed, stopped) values (?, ?, ?, ?)
                on conflict (person) do update set finished = excluded.finished, failed = excluded.failed, stopped = excluded.stopped""",
                person, round.finished(), round.failed(), round.stopped());
    }

    /// A job waits from now on. Nobody is told twice of one job.
    ///
    /// @param minutes after which its person is told, 0 for never
    void watch(Change change, int minutes) {
        change("""
                insert into waiting (job, person, since, due)
                select ?, ?, ?, case when ? = 0 then 'infinity' else cast(? as timestamptz) + make_interval(mins => ?) end
                where not exists (select 1 from notification where job = ? and kind = 'WAITING')
                on conflict (job) do update set since = excluded.since, due = excluded.due""",
                change.job(), change.person(), change.time(), minutes, change.time(), minutes, change.job());
    }

    void forget(Collection<UUID> jobs) {
        if (!jobs.isEmpty()) {
            change("delete from waiting where job = any (?)", jobs);
        }
    }

    /// Jobs that have waited too long and still do; they are on the list no more.
    List<Waiting> overdue(Instant now, int most) {
        return read("""
                with due as (delete from waiting where job in (select job from waiting where due <= ? order by due limit ?) returning job, person, since)
                select due.job, due.person, due.since from due join job on job.id = due.job where job.state = 'QUEUED' order by due.since""",
                row -> new Waiting(row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getTimestamp(3).toInstant()), now, most);
    }

    void clear(Instant before, Instant now) {
        change("delete from notification where time < ?", before);
        change("update noticing set cleared = ?", now);
    }
}
