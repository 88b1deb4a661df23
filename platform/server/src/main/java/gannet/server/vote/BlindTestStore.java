package gannet.server.vote;

import gannet.server.account.Person;
import gannet.server.storage.SqlStore;
import gannet.server.storage.Transaction;
import gannet.server.vote.BlindTest.Ballot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Blind tests and their votes in the database.
final class BlindTestStore extends SqlStore {
    private static final String TEST = """
            select t.id, t.project, t.name, t.run_a, a.number, a.name, t.step_a, t.run_b, b.number, b.name, t.step_b, a.data_set, a.data_set_name,
                t.seed, t.pairs, t.created, t.person, t.maker, t.closed, t.closed_by
            from blind_test t join run a on a.id = t.run_a left join run b on b.id = t.run_b where\s""";

    BlindTestStore(Transaction transaction) { super(transaction); }

    /// A run and its newest samples.
    ///
    /// @param step -1 if it has none    @param pictures in the sample of that step
    record Contestant(UUID id, long number, String name, UUID project, UUID dataSet, long step, int pictures) {}

    record Made(UUID run, long number, String name, long step) {}

    /// @param b null for the real pictures of the data set
    record Kept(UUID id, UUID project, String name, Made a, @Nullable Made b, UUID dataSet, String dataSetName, long seed, int pairs, Instant created,
            @Nullable UUID person, String maker, @Nullable Instant closed, @Nullable String closedBy) {}

    Optional<Contestant> contestant(long number) {
        return first("""
                select r.id, r.number, r.name, r.project, r.data_set, coalesce(s.step, -1), coalesce(s.count, 0) from run r
                left join lateral (select step, count from sample where run = r.id order by step desc limit 1) s on true where r.number = ?""",
                row -> new Contestant(id(row, 1), row.getLong(2), row.getString(3), id(row, 4), id(row, 5), row.getLong(6), row.getInt(7)), number);
    }

    void add(UUID id, String name, Contestant a, @Nullable Contestant b, long seed, int pairs, Person who, Instant now) {
        change("""
                insert into blind_test (id, project, name, run_a, step_a, run_b, step_b, seed, pairs, created, person, maker)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""", id, a.project(), name, a.id(), a.step(), b == null ? null : b.id(), b == null ? null : b.step(),
                seed, pairs, now, who.id(), who.name());
    }

    Optional<Kept> find(UUID id) { return first(TEST + "t.id = ?", BlindTestStore::kept, id); }

    /// The newest first.
    List<Kept> of(UUID project, int most) { return read(TEST + "t.project = ? order by t.created desc limit ?", BlindTestStore::kept, project, most); }

    Set<Integer> judged(UUID test, UUID person) {
        return new HashSet<>(read("select pair from blind_vote where test = ? and person = ?", row -> row.getInt(1), test, person));
    }

    /// A later answer takes the place of an earlier one. Nothing is written once the test is closed.
    ///
    /// @return whether it was open
    boolean vote(UUID test, Person who, int pair, Choice choice, Instant now) {
        return change("""
                insert into blind_vote (test, person, pair, choice, time)
                select id, ?, ?, ?, ? from blind_test where id = ? and closed is null for share
                on conflict (test, person, pair) do update set choice = excluded.choice, time = excluded.time""", who.id(), pair, choice, now, test) == 1;
    }

    /// @return whether it was open
    boolean close(UUID test, Person who, Instant now) {
        return change("update blind_test set closed = ?, closed_by = ? where id = ? and closed is null", now, who.name(), test) == 1;
    }

    List<Ballot> ballots(UUID test) {
        return read("""
                select p.name, count(*) filter (where choice = 'A'), count(*) filter (where choice = 'B'), count(*) filter (where choice = 'SAME')
                from blind_vote v join person p on p.id = v.person where v.test = ? group by p.id, p.name order by lower(p.name)""",
                row -> new Ballot(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4)), test);
    }

    private static Kept kept(ResultSet row) throws SQLException {
        var b = maybeId(row, 8);
        return new Kept(id(row, 1), id(row, 2), row.getString(3), new Made(id(row, 4), row.getLong(5), row.getString(6), row.getLong(7)),
                b == null ? null : new Made(b, row.getLong(9), row.getString(10), row.getLong(11)), id(row, 12), row.getString(13),
                row.getLong(14), row.getInt(15), time(row, 16), maybeId(row, 17), row.getString(18), maybeTime(row, 19), row.getString(20));
    }
}
