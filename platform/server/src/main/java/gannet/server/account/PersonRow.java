package gannet.server.account;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "person")
class PersonRow {
    @Id UUID id;
    String name;
    String email;
    String passwordHash;
    boolean administrator;
    Instant created;

    Person person() { return new Person(id, name, email, administrator); }
}
