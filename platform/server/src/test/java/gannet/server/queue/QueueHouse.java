package gannet.server.queue;

import gannet.parameters.Settings;
import gannet.server.ServerSettings;
import gannet.server.account.Person;
import gannet.server.compute.Devices;
import gannet.server.compute.Servers;
import gannet.server.experiment.Bench;
import gannet.server.queue.ClaimStore.Claim;
import gannet.server.storage.Wakeups;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A queue over a real database, without anybody who looks at it by himself.
final class QueueHouse implements AutoCloseable {
    final Bench bench = new Bench();
    private final Wakeups wakeups = Wakeups.open(bench.database.database());
    private final Servers servers = Servers.open(bench.storage, folder());
    final Devices devices = Devices.open(
            bench.storage, servers, wakeups, Settings.bind(ServerSettings.class, Map.of("cpuSlots", "2", "cpuThreads", "1", "nvidiaSmi", "none")), Map::of);
    final UUID here = servers.id();
    final Rulebook rulebook = new Rulebook(bench.storage);
    private final Room room = new Room(Path.of("target"), 0);
    final Planning planning = new Planning(bench.storage, devices, rulebook, room);
    final Outlook outlook = new Outlook(bench.storage, bench.policy, devices, rulebook, planning, Clock.systemUTC());
    final List<String> announced = new ArrayList<>();
    final Queue queue = new Queue(bench.storage, bench.policy, rulebook, outlook, room,
            (run, _, state, reason) -> announced.add(run + " " + state + " " + reason), Clock.systemUTC(), 3);
    final ClaimStore claims = new ClaimStore(bench.storage);

    static Needs needs(String... pairs) {
        var values = new HashMap<String, String>();
        for (int i = 0; i < pairs.length; i += 2) {
            values.put(pairs[i], pairs[i + 1]);
        }
        return Settings.bind(Needs.class, values);
    }

    UUID queued(Person who, String name, String... needs) { return queued(who, bench.project, name, needs); }

    UUID queued(Person who, UUID project, String name, String... needs) {
        var run = bench.run(name, State.QUEUED).getKey();
        bench.execute("update run set project = '%s', launched_by = '%s' where id = '%s'".formatted(project, who.name(), run));
        return bench.storage.inTransaction(transaction -> queue.add(transaction, List.of(new Queue.Entry(run, project, needs(needs), "Launched.", null)), who)).getFirst();
    }

    @Nullable Ticket claim(UUID job, String device) {
        return claims.claim(List.of(new Claim(job, here, List.of(device), "CPU slot 1", false)), 0, Instant.now()).stream().findFirst().orElse(null);
    }

    State state(UUID job) { return queue.store().find(job).orElseThrow().state(); }

    private static Path folder() {
        try {
            return Files.createTempDirectory("gannet-queue");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override public void close() {
        devices.close();
        servers.close();
        wakeups.close();
        bench.close();
    }
}
