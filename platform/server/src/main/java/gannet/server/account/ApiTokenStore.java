package gannet.server.account;

import gannet.server.storage.SqlStore;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/// Rows of API tokens. Those of a person who is deactivated are gone.
final class ApiTokenStore extends SqlStore {
    ApiTokenStore(StatelessSession session) { super(session); }

    record Known(UUID id, Person person, String name, Scope scope, Instant expires, @Nullable Instant lastUsed) {}

    void add(ApiTokens.Token token, byte[] hash, UUID person) {
        change("insert into api_token (id, token_hash, person, name, scope, created, expires) values (?, ?, ?, ?, ?, ?, ?)",
                token.id(), hash, person, token.name(), token.scope(), token.created(), token.expires());
    }

    Optional<Known> find(byte[] hash) {
        return read("""
                select p.id, p.name, p.email, p.administrator, t.id, t.name, t.scope, t.expires, t.last_used
                from api_token t join person p on p.id = t.person where t.token_hash = ? and p.deactivated is null""",
                row -> new Known(id(row, 5), PersonStore.person(row), row.getString(6), Scope.valueOf(row.getString(7)), row.getTimestamp(8).toInstant(), maybeTime(row, 9)),
                hash).stream().findFirst();
    }

    void use(UUID token, UUID person, Instant now) {
        change("update api_token set last_used = ? where id = ?", now, token);
        change("update person set last_seen = ? where id = ?", now, person);
    }

    List<ApiTokens.Token> list(UUID person) {
        return read("select id, name, scope, created, expires, last_used from api_token where person = ? order by created desc, id", row -> new ApiTokens.Token(
                id(row, 1), row.getString(2), Scope.valueOf(row.getString(3)), Objects.requireNonNull(maybeTime(row, 4)), Objects.requireNonNull(maybeTime(row, 5)),
                maybeTime(row, 6)), person);
    }

    int countOf(UUID person) { return read("select count(*) from api_token where person = ?", row -> row.getInt(1), person).getFirst(); }

    int revoke(UUID person, UUID token) { return change("delete from api_token where person = ? and id = ?", person, token); }

    void revokeAll(UUID person) { change("delete from api_token where person = ?", person); }
}
