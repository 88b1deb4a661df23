package gannet.server.plugin;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

@Entity
@Table(name = "plugin")
class PluginRow {
    @Id String sha256;
    String id;
    String version;
    long bytes;
    Instant installed;
}
