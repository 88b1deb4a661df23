package gannet.server.account;

import gannet.server.storage.SqlStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// Rows of people.
final class PersonStore extends SqlStore {
    PersonStore(StatelessSession session) { super(session); }

    /// @param passwordHash empty for those who only come by an identity provider    @param vouched whether others say that the address is theirs
    record Kept(Person person, String passwordHash, @Nullable Instant deactivated, boolean vouched) {
        /// The hash stays out of logs.
        @Override public String toString() { return "Kept[" + person + "]"; }
    }

    /// From columns 1 to 4.
    static Person person(ResultSet row) throws SQLException { return new Person(id(row, 1), row.getString(2), row.getString(3), row.getBoolean(4)); }

    /// @param vouched whether somebody else named the address    @return whether it was free
    boolean add(Person person, boolean vouched, String passwordHash, Instant now) {
        return change("insert into person (id, name, email, email_vouched, password_hash, administrator, created) values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
                person.id(), person.name(), person.email(), vouched, passwordHash, person.administrator(), now) == 1;
    }

    long count() { return read("select count(*) from person", row -> row.getLong(1)).getFirst(); }

    Optional<Kept> byEmail(String email) { return find("lower(email) = lower(?)", email); }

    Optional<Kept> byId(UUID id) { return find("id = ?", id); }

    private Optional<Kept> find(String which, Object value) {
        return read("select id, name, email, administrator, password_hash, deactivated, email_vouched from person where " + which,
                row -> new Kept(person(row), row.getString(5), maybeTime(row, 6), row.getBoolean(7)), value).stream().findFirst();
    }

    /// Nobody has vouched for another address.
    ///
    /// @return whether it was free
    boolean rename(UUID person, String name, String email) {
        return change("""
                update person set name = ?, email = ?, email_vouched = email_vouched and lower(email) = lower(?) where id = ?
                and not exists (select 1 from person other where lower(other.email) = lower(?) and other.id <> ?)""", name, email, email, person, email, person) == 1;
    }

    /// @return whether it is still the person's address
    boolean vouch(UUID person, String email) { return change("update person set email_vouched = true where id = ? and lower(email) = lower(?)", person, email) == 1; }

    void changePassword(UUID person, String hash) { change("update person set password_hash = ? where id = ?", hash, person); }

    void deactivate(UUID person, Instant now) { change("update person set deactivated = ? where id = ?", now, person); }

    void reactivate(UUID person) { change("update person set deactivated = null where id = ?", person); }

    void appoint(UUID person, boolean administrator) { change("update person set administrator = ? where id = ?", administrator, person); }

    /// Whoever else would change them waits here, so that of two who dismiss each other the second finds out.
    List<UUID> lockAdministrators() {
        return read("select id from person where administrator and deactivated is null order by id for update", row -> Objects.requireNonNull(id(row, 1)));
    }

    boolean isAdministrator(UUID person) {
        return !read("select 1 from person where id = ? and administrator and deactivated is null", row -> true, person).isEmpty();
    }
}
