package gannet.server.file;

import java.time.Instant;
import java.util.UUID;

/// A file of a project, which never changes.
///
/// @param hash SHA-256 of its content    @param name as it came, without folders    @param createdBy who brought it
public record StoredFile(UUID id, UUID project, String hash, String name, long bytes, Instant created, String createdBy) {
    /// What a setting says that names this file.
    public String value() { return hash + "/" + name; }
}
