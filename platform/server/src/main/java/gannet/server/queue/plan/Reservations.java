package gannet.server.queue.plan;

import gannet.server.queue.plan.Ground.Prospect;
import gannet.server.queue.plan.Ground.Seat;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Devices that are kept for jobs that cannot start yet: others may have them only as long as they delay nobody.
final class Reservations {
    private final Map<Slot, Kept> kept = new LinkedHashMap<>();

    /// @param from when the job should have them
    record Kept(UUID job, Need need, UUID server, Instant from) {}

    void keep(UUID job, Need need, Prospect prospect) { keep(job, need, prospect.seat(), prospect.time()); }

    void keep(UUID job, Need need, Seat seat, Instant from) {
        var one = new Kept(job, need, seat.server(), from);
        seat.slots().forEach(slot -> kept.put(slot, one));
    }

    /// For whom a job that ends then may not have what it needs on a server like these.
    Optional<Kept> against(Instant end, Predicate<UUID> server) {
        return kept.values().stream().filter(one -> server.test(one.server()) && !leavesInTime(one, end)).findFirst();
    }

    boolean isKept(Slot slot) { return kept.containsKey(slot); }

    /// Whether a job that ends then leaves the device in time.
    boolean allow(Slot slot, Instant end) {
        var one = kept.get(slot);
        return one == null || leavesInTime(one, end);
    }

    /// A job of which nobody knows when it ends leaves in time for nobody, not even for one of which nobody knows when it starts:
    /// else endless jobs could take turns on a device that a gang waits for.
    private static boolean leavesInTime(Kept one, Instant end) { return !end.equals(Ground.NEVER) && !end.isAfter(one.from()); }

    /// Whether a job that ends then leaves enough of the server's memory for all that should be there by the time of each.
    boolean allowMemory(Ground ground, UUID server, Need need, Instant end) {
        return of(server).filter(one -> !leavesInTime(one, end)).allMatch(one -> ground.freeMemory(server, one.from()) - need.hostMemory()
                >= of(server).filter(other -> !other.from().isAfter(one.from())).mapToLong(other -> other.need().hostMemory()).sum());
    }

    /// What is kept of a server's memory.
    long memory(UUID server) { return of(server).mapToLong(one -> one.need().hostMemory()).sum(); }

    private Stream<Kept> of(UUID server) { return kept.values().stream().distinct().filter(one -> one.server().equals(server)); }
}
