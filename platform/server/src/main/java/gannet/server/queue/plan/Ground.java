package gannet.server.queue.plan;

import gannet.server.queue.Hardware;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Who holds which devices, at a moment that moves on.
final class Ground {
    /// When something ends of which nobody knows when it ends.
    static final Instant NEVER = Instant.MAX;

    private static final Comparator<Slot> SMALLEST = Comparator.comparingLong(Slot::memory).thenComparing(Slot::device);

    /// What makes any slot of the processor come after any GPU.
    private static final int PROCESSOR = 1_000_000;

    private final Map<UUID, List<Slot>> slots = new TreeMap<>();
    private final Map<UUID, Long> memory = new HashMap<>();
    private final Map<UUID, Occupant> occupants = new HashMap<>();
    private final Map<Slot, Occupant> holds = new HashMap<>();

    /// @param end [#NEVER] if nobody knows
    record Occupant(UUID job, UUID server, List<Slot> slots, long hostMemory, Instant end, boolean leaving) {}

    /// Devices of one server that would do.
    record Seat(UUID server, List<Slot> slots) {
        List<String> devices() { return slots.stream().map(Slot::device).toList(); }
    }

    /// Devices that will be free together.
    record Prospect(Seat seat, Instant time) {}

    Ground(Snapshot snapshot) {
        snapshot.slots().stream().sorted(SMALLEST).forEach(slot -> slots.computeIfAbsent(slot.server(), _ -> new ArrayList<>()).add(slot));
        snapshot.machines().forEach(machine -> memory.put(machine.server(), machine.memory()));
        for (var holder : snapshot.holders()) {
            var held = slots(holder.server()).stream().filter(slot -> holder.devices().contains(slot.device())).toList();
            var end = holder.expectedEnd(snapshot.now());
            add(new Occupant(holder.job(), holder.server(), held, holder.hostMemory(), end == null ? NEVER : end, holder.leaving()));
        }
    }

    private void add(Occupant occupant) {
        occupants.put(occupant.job(), occupant);
        occupant.slots().forEach(slot -> holds.put(slot, occupant));
    }

    void take(UUID job, Seat seat, Need need, Instant end) { add(new Occupant(job, seat.server(), seat.slots(), need.hostMemory(), end, false)); }

    void giveBack(UUID job) {
        var occupant = occupants.remove(job);
        if (occupant != null) {
            occupant.slots().forEach(holds::remove);
        }
    }

    void endsAt(Occupant occupant, Instant end) {
        add(new Occupant(occupant.job(), occupant.server(), occupant.slots(), occupant.hostMemory(), end, true));
    }

    List<Slot> slots(UUID server) { return slots.getOrDefault(server, List.of()); }

    Collection<UUID> servers() { return slots.keySet(); }

    Collection<Occupant> occupants() { return occupants.values(); }

    @Nullable Occupant holding(Slot slot) { return holds.get(slot); }

    boolean hasFree() { return slots.values().stream().anyMatch(own -> own.stream().anyMatch(slot -> slot.open() && !holds.containsKey(slot))); }

    long memory(UUID server) { return memory.getOrDefault(server, 0L); }

    /// What jobs leave of a server's memory once those have ended that should have by then.
    long freeMemory(UUID server, Instant then) {
        return memory(server) - occupants.values().stream().filter(one -> one.server().equals(server) && one.end().isAfter(then)).mapToLong(Occupant::hostMemory).sum();
    }

    /// What is left of a server's memory now. A job that should have ended by now, but has not, still holds its own.
    private long spareMemory(UUID server) {
        return memory(server) - occupants.values().stream().filter(one -> one.server().equals(server)).mapToLong(Occupant::hostMemory).sum();
    }

    /// Devices that are free now, of those that the job may take, on a server that has memory to spare.
    Optional<Seat> fit(Need need, Predicate<Slot> allowed, Predicate<UUID> hasMemory) {
        return seat(servers(), need, slot -> slot.open() && !holds.containsKey(slot) && allowed.test(slot),
                server -> spareMemory(server) >= need.hostMemory() && hasMemory.test(server));
    }

    /// The first time at which enough devices of one server should be free together; empty if that can never be.
    Optional<Prospect> prospect(Need need, Instant now, Predicate<Slot> allowed) {
        Prospect best = null;
        for (var server : servers()) {
            var times = new TreeSet<Instant>();
            times.add(now);
            slots(server).stream().map(holds::get).forEach(occupant -> { if (occupant != null) times.add(occupant.end()); });
            for (var time : times) {
                var seat = seat(List.of(server), need, slot -> slot.open() && isFree(slot, time) && allowed.test(slot), one -> freeMemory(one, time) >= need.hostMemory());
                if (seat.isPresent()) {
                    if (best == null || time.isBefore(best.time())) {
                        best = new Prospect(seat.get(), time);
                    }
                    break;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    private boolean isFree(Slot slot, Instant then) {
        var occupant = holds.get(slot);
        return occupant == null || !occupant.end().isAfter(then);
    }

    /// Whether there are devices enough if nobody held any.
    ///
    /// @param closed whether those count that take no new jobs
    boolean couldFit(Need need, boolean closed) {
        return seat(servers(), need, slot -> closed || slot.open(), server -> memory(server) >= need.hostMemory()).isPresent();
    }

    /// The smallest devices that do, on the server that has the fewest to spare.
    Optional<Seat> seat(Collection<UUID> among, Need need, Predicate<Slot> usable, Predicate<UUID> hasMemory) {
        Seat best = null;
        int fewest = Integer.MAX_VALUE;
        for (var server : among) {
            if (!hasMemory.test(server)) {
                continue;
            }
            for (boolean gpu : new boolean[] {true, false}) {
                var fitting = slots(server).stream().filter(slot -> slot.gpu() == gpu && suits(need, slot) && usable.test(slot)).toList();
                int spare = fitting.size() + (gpu ? 0 : PROCESSOR);
                if (fitting.size() >= need.devices() && spare < fewest) {
                    fewest = spare;
                    best = new Seat(server, fitting.subList(0, need.devices()));
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /// Whether a device is one that the job could hold.
    static boolean suits(Need need, Slot slot) {
        boolean large = !slot.gpu() || slot.memory() >= need.deviceMemory();
        return large && switch (need.hardware()) {
            case ANY -> true;
            case GPU -> slot.gpu();
            case CPU -> !slot.gpu();
        };
    }
}
