package gannet.server.queue;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "job")
class JobRow {
    @Id UUID id;
    UUID run;
    @Enumerated(EnumType.STRING) State state;
    String reason;
    int priority;
    int attempt;
    int attemptsAllowed;
    String device;
    @Nullable Long process;
    @Nullable Instant processStarted;
    Instant created;
    @Nullable Instant started;
    @Nullable Instant ended;
}
