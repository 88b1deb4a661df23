package gannet.server.compute;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.ServerSettings;
import gannet.server.account.Person;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/// The GPUs and CPU slots of this machine.
public final class Devices {
    private final List<Device> devices;
    private final Supplier<Map<String, Long>> occupied;

    private Devices(List<Device> devices, Supplier<Map<String, Long>> occupied) {
        this.devices = List.copyOf(devices);
        this.occupied = occupied;
    }

    /// Looks once what this machine has.
    ///
    /// @param occupied the number of the run that trains on each device, by the device's id
    public static Devices find(UUID server, ServerSettings settings, Supplier<Map<String, Long>> occupied) {
        return new Devices(Slots.of(server, NvidiaSmi.ask(), Runtime.getRuntime().availableProcessors(), hostMemory(), settings.cpuSlots(), settings.cpuThreads()), occupied);
    }

    /// Everybody may see which devices there are; the run's number opens nothing to those who may not see the run.
    public List<Device> list(Person who) { return list(); }

    /// All of them, with what trains there now.
    public List<Device> list() {
        var runs = occupied.get();
        return devices.stream()
                .map(device -> new Device(device.server(), device.id(), device.engine(), device.label(), device.threads(), device.memory(), device.hostMemory(),
                        device.takesJobs(), runs.getOrDefault(device.id(), 0L))).toList();
    }

    /// What a worker is told of the devices that were given to its job.
    ///
    /// @param engine "cpu" or "cuda:0"    @param threads of the processor
    public record Seat(String engine, int threads) {}

    /// @param ids of devices of this server
    public Seat seat(List<String> ids) {
        var held = devices.stream().filter(device -> ids.contains(device.id())).toList();
        if (held.size() != ids.size()) {
            throw new ProblemException(Problem.Kind.RESOURCES, "device", "This server has no longer all of its devices " + String.join(", ", ids) + ".");
        }
        return new Seat(held.getFirst().engine(), held.stream().mapToInt(Device::threads).sum());
    }

    private static long hostMemory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system ? system.getTotalMemorySize() >> 20 : 0;
    }
}
