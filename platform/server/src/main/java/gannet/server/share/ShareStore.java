package gannet.server.share;

import gannet.server.account.Person;
import gannet.server.storage.SqlStore;
import gannet.server.storage.Transaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Links in the database.
final class ShareStore extends SqlStore {
    private static final String SHARE = """
            select s.id, s.project, s.kind, s.runs, s.board, s.password_hash, s.created, s.expires, s.maker, s.used, s.uses, s.revoked, s.revoked_by,
                p.id, p.name, p.email, p.administrator, j.team
            from share s join person p on p.id = s.person join project j on j.id = s.project where\s""";

    ShareStore(Transaction transaction) { super(transaction); }

    /// @param person in whose name it shows things    @param team of its project
    record Kept(UUID id, UUID project, Target target, @Nullable String passwordHash, Instant created, Instant expires, String maker, @Nullable Instant used, long uses,
            @Nullable Instant revoked, @Nullable String revokedBy, Person person, UUID team) {
        boolean isAlive(Instant now) { return revoked == null && now.isBefore(expires); }

        Share shown(Instant now) {
            return new Share(id, target.kind(), maker, created, expires, passwordHash != null, used, uses, revoked, revokedBy, isAlive(now));
        }
    }

    record Place(UUID project, UUID team, String name) {}

    Optional<Place> run(long number) {
        return first("select r.project, j.team, r.name from run r join project j on j.id = r.project where r.number = ?", ShareStore::place, number);
    }

    Optional<Place> board(UUID id) {
        return first("select b.project, j.team, b.name from board b join project j on j.id = b.project where b.id = ?", ShareStore::place, id);
    }

    void add(UUID id, UUID project, Target target, byte[] tokenHash, @Nullable String passwordHash, Instant now, Instant expires, Person who) {
        change("""
                insert into share (id, project, kind, runs, board, token_hash, password_hash, created, expires, person, maker)
                values (?, ?, ?, cast(? as bigint[]), ?, ?, ?, ?, ?, ?, ?)""", id, project, target.kind(), target.numbers(),
                target instanceof Target.OnBoard(UUID board) ? board : null, tokenHash, passwordHash, now, expires, who.id(), who.name());
    }

    Optional<Kept> find(UUID id) { return first(SHARE + "s.id = ?", ShareStore::kept, id); }

    Optional<Kept> byToken(byte[] tokenHash) { return first(SHARE + "s.token_hash = ?", ShareStore::kept, tokenHash); }

    /// The newest first.
    List<Kept> of(Target target, int most) {
        return target instanceof Target.OnBoard(UUID board) ? read(SHARE + "s.board = ? order by s.created desc limit ?", ShareStore::kept, board, most)
                : read(SHARE + "s.runs = cast(? as bigint[]) and s.kind = ? order by s.created desc limit ?", ShareStore::kept, target.numbers(), target.kind(), most);
    }

    void used(UUID id, Instant now) { change("update share set used = ?, uses = uses + 1 where id = ?", now, id); }

    /// @return whether it stood until now
    boolean revoke(UUID id, Person who, Instant now) {
        return change("update share set revoked = ?, revoked_by = ? where id = ? and revoked is null", now, who.name(), id) == 1;
    }

    private static Place place(ResultSet row) throws SQLException { return new Place(id(row, 1), id(row, 2), row.getString(3)); }

    private static Kept kept(ResultSet row) throws SQLException {
        var runs = Arrays.asList((Long[]) row.getArray(4).getArray());
        var target = switch (Target.Kind.valueOf(row.getString(3))) {
            case RUN -> new Target.OneRun(runs.getFirst());
            case COMPARISON -> new Target.Comparison(runs);
            case BOARD -> new Target.OnBoard(id(row, 5));
        };
        return new Kept(id(row, 1), id(row, 2), target, row.getString(6), time(row, 7), time(row, 8), row.getString(9), maybeTime(row, 10), row.getLong(11),
                maybeTime(row, 12), row.getString(13), new Person(id(row, 14), row.getString(15), row.getString(16), row.getBoolean(17)), id(row, 18));
    }
}
