package gannet.server.compute;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.ServerSettings;
import gannet.server.account.Person;
import gannet.server.audit.Audit;
import gannet.server.audit.Deed;
import gannet.server.compute.Device.Key;
import gannet.server.storage.Pulse;
import gannet.server.storage.Storage;
import gannet.server.storage.Transaction;
import gannet.server.storage.Wakeups;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The GPUs and CPU slots of all servers. Each server writes down its own when it starts and looks again each minute.
public final class Devices implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Devices.class);
    private static final Duration LOOK_EVERY = Duration.ofMinutes(1);
    private static final int LONGEST_REASON = 500;

    private final Storage storage;
    private final DeviceStore store;
    private final Wakeups wakeups;
    private final UUID self;
    private final ServerSettings settings;
    private final NvidiaSmi tool;
    private final Supplier<Map<Key, Long>> occupied;
    private final Pulse pulse;
    private volatile List<Slot> ours = List.of();

    private Devices(Storage storage, Wakeups wakeups, UUID self, ServerSettings settings, Supplier<Map<Key, Long>> occupied) {
        this.storage = storage;
        this.store = new DeviceStore(storage);
        this.wakeups = wakeups;
        this.self = self;
        this.settings = settings;
        this.tool = new NvidiaSmi(settings.nvidiaSmi());
        this.occupied = occupied;
        look();
        pulse = Pulse.start("look at this machine's devices", LOOK_EVERY, this::look);
    }

    /// Looks what this machine has.
    ///
    /// @param occupied the number of the run that trains on each device
    public static Devices open(Storage storage, Servers servers, Wakeups wakeups, ServerSettings settings, Supplier<Map<Key, Long>> occupied) {
        return new Devices(storage, wakeups, servers.id(), settings, occupied);
    }

    /// A tool that hangs or fails changes nothing; one that finds none any more leaves what it found before as gone.
    void look() {
        var gpus = tool.ask();
        if (gpus.isEmpty() && !ours.isEmpty()) {
            return;
        }
        var found = Slots.of(gpus.orElse(List.of()), Runtime.getRuntime().availableProcessors(), settings.cpuSlots(), settings.cpuThreads());
        if (!found.equals(ours)) {
            log.info("This server has {}.", String.join("; ", found.stream().map(Slot::label).toList()));
        }
        store.write(self, found);
        ours = found;
    }

    /// Everybody may see which devices there are, and that something trains there; which run it is, only who may see it.
    public List<Device> list(Person who) {
        var devices = list();
        var seen = store.visible(who.id(), devices.stream().map(Device::run).filter(run -> run != 0).toList());
        return devices.stream().map(device -> device.run() == 0 || seen.contains(device.run()) ? device : device.withHiddenRun()).toList();
    }

    /// All servers' devices, with what trains there now.
    public List<Device> list() {
        var devices = store.list(occupied.get());
        boolean several = devices.stream().map(Device::server).distinct().count() > 1;
        return several ? devices.stream().map(Devices::withItsMachine).toList() : devices;
    }

    private static Device withItsMachine(Device device) {
        return new Device(device.server(), device.serverName(), device.id(), device.engine(), device.label() + " on " + device.serverName(), device.threads(),
                device.memory(), device.hostMemory(), device.drained(), device.drainedWhy(), device.alive(), device.run());
    }

    /// Its job goes on and no new one comes; for administrators.
    ///
    /// @param reason is shown to everybody; may be empty
    public void drain(Person who, UUID server, String id, String reason) {
        require(who);
        var tidy = reason.strip();
        if (tidy.length() > LONGEST_REASON || tidy.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.user("reason", "reason has at most " + LONGEST_REASON + " characters on one line, not " + tidy.length() + ".");
        }
        change(who, new Deed("device.drained", "device", server + "/" + id, id, null).changed("", tidy), server, id, transaction -> store.drain(transaction, new Key(server, id), who.name(), tidy));
        log.info("{} drained {} of server {}: {}", who.name(), id, server, tidy);
    }

    /// Takes jobs again; for administrators.
    public void enable(Person who, UUID server, String id) {
        require(who);
        change(who, new Deed("device.enabled", "device", server + "/" + id, id, null), server, id, transaction -> store.enable(transaction, new Key(server, id)));
        log.info("{} enabled {} of server {}", who.name(), id, server);
    }

    private void change(Person who, Deed deed, UUID server, String id, Predicate<Transaction> work) {
        boolean there = storage.inTransaction(transaction -> {
            wakeups.ring(transaction, "devices");
            wakeups.ring(transaction, "queue");
            boolean changed = work.test(transaction);
            if (changed) {
                Audit.note(transaction, who, deed);
            }
            return changed;
        });
        if (!there) {
            throw new ProblemException(Problem.Kind.ABSENT, "device", "There is no device " + id + " on server " + server + "; GET /api/v1/devices lists those there are.");
        }
    }

    private static void require(Person who) {
        if (!who.administrator()) {
            throw new ProblemException(Problem.Kind.FORBIDDEN, "device", "Only administrators of this Gannet drain and enable devices; ask one of them.");
        }
    }

    /// What a worker is told of the devices that were given to its job.
    ///
    /// @param engine "cpu" or "cuda:0", the first of those it sees    @param threads of the processor    @param gpus those it sees, as CUDA calls them
    public record Seat(String engine, int threads, List<String> gpus) {}

    /// @param ids of devices of this server
    public Seat seat(List<String> ids) {
        var held = new ArrayList<Slot>();
        ids.forEach(id -> ours.stream().filter(slot -> slot.id().equals(id)).forEach(held::add));
        if (ids.isEmpty() || held.size() != ids.size()) {
            throw new ProblemException(Problem.Kind.RESOURCES, "device", "This server has no longer all of its devices " + String.join(", ", ids) + ".");
        }
        var gpus = held.stream().filter(Slot::gpu).map(Slot::handle).toList();
        return new Seat(gpus.isEmpty() ? "cpu" : "cuda:0", held.stream().mapToInt(Slot::threads).sum(), gpus);
    }

    @Override public void close() { pulse.close(); }
}
