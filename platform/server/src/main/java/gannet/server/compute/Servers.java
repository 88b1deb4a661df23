package gannet.server.compute;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/// The servers that share a database. This one keeps its name in its data directory, so that it finds its jobs again.
public final class Servers {
    private final UUID id;

    private Servers(UUID id) { this.id = id; }

    public static Servers open(Path dataDirectory) {
        var file = dataDirectory.resolve("server-id");
        try {
            if (!Files.exists(file)) {
                Files.writeString(file, UUID.randomUUID() + "\n");
            }
            return new Servers(UUID.fromString(Files.readString(file).strip()));
        } catch (IOException | IllegalArgumentException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "The server's own name in " + file + " cannot be read: " + e.getMessage() + "; take the file away, and a new one is made.", e);
        }
    }

    public UUID id() { return id; }

    /// Those that say nothing any more.
    public List<UUID> silent() { return List.of(); }
}
