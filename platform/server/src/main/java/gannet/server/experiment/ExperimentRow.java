package gannet.server.experiment;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

@Entity
@Table(name = "experiment")
class ExperimentRow {
    @Id UUID id;
    UUID project;
    String name;
    UUID person;
    Instant created;
}
