package gannet.server.account;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "session")
class SessionRow {
    @Id byte[] tokenHash;
    UUID person;
    Instant created;
    Instant expires;
}
