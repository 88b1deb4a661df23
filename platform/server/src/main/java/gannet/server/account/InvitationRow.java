package gannet.server.account;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "invitation")
class InvitationRow {
    @Id boolean onlyOne = true;
    byte[] tokenHash;
    Instant created;
}
