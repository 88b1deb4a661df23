package gannet.server.queue.simulation;

import gannet.server.queue.Hardware;
import gannet.server.queue.plan.Holder;
import gannet.server.queue.plan.Machine;
import gannet.server.queue.plan.Need;
import gannet.server.queue.plan.Plan.Start;
import gannet.server.queue.plan.Slot;
import gannet.server.queue.plan.Snapshot;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/// Who holds what, counted in the plainest way, to judge the order by.
final class Floor {
    private final List<Slot> slots;
    private final Set<Slot> held = new HashSet<>();
    private final Map<UUID, Long> memory = new HashMap<>();

    Floor(Snapshot snapshot, Predicate<Holder> stays) {
        slots = snapshot.slots();
        for (Machine machine : snapshot.machines()) {
            memory.put(machine.server(), machine.memory());
        }
        snapshot.holders().stream().filter(stays).forEach(holder -> take(holder.server(), holder.devices(), holder.hostMemory()));
    }

    Slot slot(UUID server, String device) {
        return slots.stream().filter(slot -> slot.server().equals(server) && slot.device().equals(device)).findFirst().orElseThrow();
    }

    boolean isHeld(Slot slot) { return held.contains(slot); }

    long memory(UUID server) { return memory.getOrDefault(server, 0L); }

    void take(Start start, Need need) { take(start.server(), start.devices(), need.hostMemory()); }

    private void take(UUID server, Collection<String> devices, long hostMemory) {
        devices.forEach(device -> held.add(slot(server, device)));
        memory.merge(server, -hostMemory, Long::sum);
    }

    /// Whether it could start, whoever is ahead.
    boolean fits(Need need) { return fits(need, slot -> slot.open() && !held.contains(slot)); }

    boolean fits(Need need, Predicate<Slot> usable) {
        return memory.keySet().stream().anyMatch(server -> memory(server) >= need.hostMemory()
                && (count(server, need, true, usable) >= need.devices() || count(server, need, false, usable) >= need.devices()));
    }

    private long count(UUID server, Need need, boolean gpu, Predicate<Slot> usable) {
        return slots.stream().filter(slot -> slot.server().equals(server) && slot.gpu() == gpu && suits(need, slot) && usable.test(slot)).count();
    }

    static boolean suits(Need need, Slot slot) {
        if (slot.gpu()) {
            return need.hardware() != Hardware.CPU && slot.memory() >= need.deviceMemory();
        }
        return need.hardware() != Hardware.GPU;
    }
}
