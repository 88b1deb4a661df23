package gannet.server.compute;

import gannet.server.ServerSettings;
import gannet.server.account.Person;
import java.util.List;
import java.util.Map;
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
    public static Devices find(ServerSettings settings, Supplier<Map<String, Long>> occupied) {
        return new Devices(Slots.of(NvidiaSmi.ask(), Runtime.getRuntime().availableProcessors(), settings.cpuSlots(), settings.cpuThreads()), occupied);
    }

    /// Everybody may see which devices there are; the run's number opens nothing to those who may not see the run.
    public List<Device> list(Person who) { return list(); }

    /// All of them, with what trains there now.
    public List<Device> list() {
        var runs = occupied.get();
        return devices.stream()
                .map(device -> new Device(device.id(), device.engine(), device.label(), device.threads(), runs.getOrDefault(device.id(), 0L))).toList();
    }
}
