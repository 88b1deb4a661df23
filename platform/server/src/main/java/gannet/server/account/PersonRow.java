package gannet.server.account;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "person")
class PersonRow {
    @Id UUID id;
    String name;
    String email;
    String passwordHash;
    boolean administrator;
    Instant created;
    @Nullable Instant deactivated;
    @Nullable Instant lastSeen;
}
