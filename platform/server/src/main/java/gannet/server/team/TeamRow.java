package gannet.server.team;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "team")
class TeamRow {
    @Id UUID id;
    String name;
    Instant created;
}
