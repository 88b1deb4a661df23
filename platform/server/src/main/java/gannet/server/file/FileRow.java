package gannet.server.file;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "file")
class FileRow {
    @Id UUID id;
    UUID project;
    String hash;
    String name;
    long bytes;
    Instant created;
    @Nullable UUID person;
    String createdBy;

    StoredFile file() { return new StoredFile(id, project, hash, name, bytes, created, createdBy); }
}
