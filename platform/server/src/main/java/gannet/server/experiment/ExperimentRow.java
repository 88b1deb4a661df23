package gannet.server.experiment;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "experiment")
class ExperimentRow {
    @Id UUID id;
    UUID project;
    String name;
    UUID person;
    Instant created;
    @Nullable @JdbcTypeCode(SqlTypes.JSON) String sweep;
}
