package gannet.server.account;

import gannet.server.storage.SqlStore;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;

/// Who somebody is to an identity provider.
final class IdentityStore extends SqlStore {
    IdentityStore(StatelessSession session) { super(session); }

    Optional<UUID> person(String issuer, String subject) {
        return read("select person from identity where issuer = ? and subject = ?", row -> id(row, 1), issuer, subject).stream().findFirst();
    }

    void link(String issuer, String subject, UUID person, Instant now) {
        change("insert into identity (issuer, subject, person, created) values (?, ?, ?, ?)", issuer, subject, person, now);
    }
}
