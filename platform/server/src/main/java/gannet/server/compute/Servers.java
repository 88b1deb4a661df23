package gannet.server.compute;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.run.Durable;
import gannet.server.storage.Pulse;
import gannet.server.storage.Storage;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/// The servers that share a database. This one keeps its id in its data directory, so that it finds its jobs again, and says
/// each second that it lives.
public final class Servers implements AutoCloseable {
    private static final Duration BEAT = Duration.ofSeconds(1);

    private final UUID id;
    private final ServerStore store;
    private final Pulse pulse;

    private Servers(UUID id, ServerStore store) {
        this.id = id;
        this.store = store;
        store.register(id, host(), memory());
        pulse = Pulse.start("heartbeat", BEAT, () -> store.beat(id));
    }

    public static Servers open(Storage storage, Path dataDirectory) { return new Servers(id(dataDirectory.resolve("server-id")), new ServerStore(storage)); }

    public UUID id() { return id; }

    /// Says where this one answers, once it does.
    public void announce(String address, int port) { store.announce(id, host() + ":" + port, address); }

    /// All that were heard of within a day.
    public List<Server> list() { return store.list(); }

    /// Those that have said nothing for 5 s, and those that have said that they go; never this one.
    public List<UUID> silent() { return store.silent().stream().filter(server -> !server.equals(id)).toList(); }

    /// Says that it goes, so that nobody waits for it.
    @Override public void close() {
        pulse.close();
        store.leave(id);
    }

    /// As one that was killed: it says nothing any more.
    void fallSilent() { pulse.close(); }

    private static UUID id(Path file) {
        try {
            if (!Files.exists(file)) {
                Durable.write(file, UUID.randomUUID() + "\n");
            }
            return UUID.fromString(Files.readString(file).strip());
        } catch (IOException | IllegalArgumentException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "The server's own id in " + file + " cannot be read: " + e.getMessage() + "; take the file away, and a new one is made", e);
        }
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost"; // a machine that does not know its own name
        }
    }

    /// Of the machine or of the container that the server runs in, in MB.
    private static long memory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system ? system.getTotalMemorySize() >> 20 : 0;
    }
}
