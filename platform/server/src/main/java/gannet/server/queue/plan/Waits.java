package gannet.server.queue.plan;

import gannet.server.queue.plan.Candidates.Candidate;
import gannet.server.queue.plan.Round.Started;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds why a job waits, as things stand once those have started that can. To be asked in the order of turns.
final class Waits {
    /// A team that has had hardly more than its due is not told so.
    private static final double NOTICEABLE = 1.05;

    private final Instant now;
    private final Ground ground;
    private final Shares shares;
    private final Reservations reservations;
    private final Map<Candidate, UUID> provided;
    private final List<Slot> slots;
    private final List<Candidate> ahead = new ArrayList<>();

    /// @param provided those for whom devices are being given back, and one job that gives them
    Waits(Snapshot snapshot, List<Started> started, Map<Candidate, UUID> provided, Reservations reservations) {
        this.reservations = reservations;
        this.provided = provided;
        now = snapshot.now();
        slots = snapshot.slots().stream().sorted(Comparator.comparing(Slot::server).thenComparing(Slot::device)).toList();
        ground = new Ground(snapshot);
        shares = new Shares(snapshot);
        for (var one : started) {
            ground.take(one.candidate().job().job(), one.seat(), one.candidate().line().need(), one.end());
            shares.start(one.candidate().line(), one.candidate().job());
        }
        provided.keySet().forEach(one -> shares.hold(one.line()));
    }

    Wait of(Candidate one, @Nullable Instant start) {
        var wait = why(one, start);
        ahead.add(one);
        return wait;
    }

    private Wait why(Candidate one, @Nullable Instant start) {
        var line = one.line();
        var need = line.need();
        if (!ground.couldFit(need, true)) {
            return impossible(need);
        }
        if (!ground.couldFit(need, false)) {
            return new Wait.Closed((int) slots.stream().filter(slot -> Ground.suits(need, slot) && !slot.open()).count());
        }
        var giver = provided.get(one);
        if (giver != null) {
            return new Wait.Preempting(giver);
        }
        if (shares.personIsAtTheirLimit(line)) {
            return new Wait.PersonLimit(shares.limitOfPerson(line.person()), shares.heldByPerson(line.person()));
        }
        if (shares.teamIsAtItsLimit(line)) {
            return new Wait.TeamLimit(line.team(), shares.limitOfTeam(line.team()), shares.heldByTeam(line.team()));
        }
        var end = one.job().length() == null ? Ground.NEVER : now.plus(one.job().length());
        var first = reservations.against(end, server -> ground.fit(need, _ -> true, server::equals).isPresent());
        if (first.isPresent()) {
            return new Wait.Reserved(first.get().job(), first.get().from().equals(Ground.NEVER) ? null : first.get().from());
        }
        if (need.devices() > 1) {
            return new Wait.Gang(ahead.size(), need.devices(), start);
        }
        return younger(one) > 0 && shares.times(line.team()) > NOTICEABLE
                ? new Wait.Share(ahead.size(), line.team(), shares.times(line.team()), younger(one))
                : busy(need);
    }

    /// Jobs of other teams in the same class that came later and go first.
    private int younger(Candidate one) {
        return (int) ahead.stream().filter(other -> other.job().pin() == null && other.line().priority() == one.line().priority()
                && !other.line().team().equals(one.line().team()) && other.job().since().isAfter(one.job().since())).count();
    }

    private Wait busy(Need need) {
        Slot first = null;
        Ground.Occupant holder = null;
        for (var slot : slots) {
            var occupant = slot.open() && Ground.suits(need, slot) ? ground.holding(slot) : null;
            if (occupant != null && (holder == null || occupant.end().isBefore(holder.end()))) {
                first = slot;
                holder = occupant;
            }
        }
        return holder == null ? new Wait.Busy(ahead.size(), null, null, null)
                : new Wait.Busy(ahead.size(), first, holder.job(), holder.end().equals(Ground.NEVER) ? null : holder.end());
    }

    private Wait impossible(Need need) {
        var kind = slots.stream().filter(slot -> switch (need.hardware()) {
            case ANY -> true;
            case GPU -> slot.gpu();
            case CPU -> !slot.gpu();
        }).toList();
        int most = kind.stream().collect(Collectors.groupingBy(Slot::server, Collectors.counting())).values().stream().mapToInt(Long::intValue).max().orElse(0);
        long host = slots.stream().map(Slot::server).distinct().mapToLong(ground::memory).max().orElse(0);
        return new Wait.Impossible(most, kind.stream().mapToLong(Slot::memory).max().orElse(0), host);
    }
}
