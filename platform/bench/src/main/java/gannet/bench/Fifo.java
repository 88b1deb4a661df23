package gannet.bench;

import gannet.server.queue.plan.Need;
import gannet.server.queue.plan.Plan;
import gannet.server.queue.plan.Plan.Start;
import gannet.server.queue.plan.Slot;
import gannet.server.queue.plan.Snapshot;
import gannet.server.queue.plan.Waiting;
import gannet.server.queue.simulation.Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// First come, first served: who is first in the queue starts when it fits, and everybody else waits behind it. To compare with,
/// on devices that are alike.
final class Fifo implements Order {
    private record First(Need need, Waiting job) {}

    @Override public Plan plan(Snapshot snapshot) {
        var held = new HashSet<Slot>();
        snapshot.holders().forEach(holder -> snapshot.slots().stream()
                .filter(slot -> slot.server().equals(holder.server()) && holder.devices().contains(slot.device())).forEach(held::add));
        var starts = new ArrayList<Start>();
        var queue = snapshot.lines().stream().flatMap(line -> line.heads().stream().map(job -> new First(line.need(), job)))
                .sorted(Comparator.<First, Instant>comparing(one -> one.job().since()).thenComparing(one -> one.job().job())).toList();
        for (var first : queue) {
            var seat = seat(snapshot, held, first.need().devices());
            if (seat.isEmpty()) {
                break;
            }
            held.addAll(seat.get());
            starts.add(new Start(first.job().job(), seat.get().getFirst().server(), seat.get().stream().map(Slot::device).toList(), false));
        }
        return new Plan(List.copyOf(starts), List.of(), List.of(), 0);
    }

    private static Optional<List<Slot>> seat(Snapshot snapshot, Set<Slot> held, int devices) {
        return snapshot.machines().stream().map(machine -> snapshot.slots().stream()
                        .filter(slot -> slot.server().equals(machine.server()) && slot.open() && !held.contains(slot)).limit(devices).toList())
                .filter(free -> free.size() == devices).findFirst();
    }
}
