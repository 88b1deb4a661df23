package gannet.server.team;

import gannet.server.account.Role;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "membership")
@IdClass(MembershipRow.Key.class)
class MembershipRow {
    record Key(UUID team, UUID person) {}

    @Id UUID team;
    @Id UUID person;
    @Enumerated(EnumType.STRING) Role role;
    Instant since;
}
