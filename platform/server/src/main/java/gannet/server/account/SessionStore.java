package gannet.server.account;

import gannet.server.storage.SqlStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;

/// Rows of sessions. Of a person who is deactivated none is open.
final class SessionStore extends SqlStore {
    SessionStore(StatelessSession session) { super(session); }

    record Open(Person person, Instant expires) {}

    record Row(UUID id, byte[] hash, Instant created, Instant expires, String address, String browser) {}

    void begin(UUID id, byte[] hash, UUID person, String address, String browser, Instant now, Instant expires) {
        change("delete from session where expires <= ?", now);
        change("insert into session (id, token_hash, person, created, expires, address, browser) values (?, ?, ?, ?, ?, ?, ?)",
                id, hash, person, now, expires, address, browser);
        see(person, now);
    }

    Optional<Open> open(byte[] hash, Instant now) {
        return read("""
                select p.id, p.name, p.email, p.administrator, s.expires from session s join person p on p.id = s.person
                where s.token_hash = ? and s.expires > ? and p.deactivated is null""",
                row -> new Open(PersonStore.person(row), row.getTimestamp(5).toInstant()), hash, now).stream().findFirst();
    }

    boolean isOpenFrom(String address, String email, Instant now) {
        return !read("select 1 from session s join person p on p.id = s.person where lower(p.email) = lower(?) and s.address = ? and s.expires > ? limit 1",
                row -> true, email, address, now).isEmpty();
    }

    void extend(byte[] hash, Instant expires, UUID person, Instant now) {
        change("update session set expires = ? where token_hash = ?", expires, hash);
        see(person, now);
    }

    List<Row> list(UUID person, Instant now) {
        return read("select id, token_hash, created, expires, address, browser from session where person = ? and expires > ? order by expires desc, id",
                row -> new Row(id(row, 1), row.getBytes(2), row.getTimestamp(3).toInstant(), row.getTimestamp(4).toInstant(), row.getString(5), row.getString(6)),
                person, now);
    }

    int end(UUID person, UUID id) { return change("delete from session where person = ? and id = ?", person, id); }

    void end(byte[] hash) { change("delete from session where token_hash = ?", hash); }

    int endOthers(UUID person, byte[] hash) { return change("delete from session where person = ? and token_hash <> ?", person, hash); }

    void endAll(UUID person) { change("delete from session where person = ?", person); }

    private void see(UUID person, Instant now) { change("update person set last_seen = ? where id = ?", now, person); }
}
