package gannet.server.queue.plan;

import gannet.server.queue.plan.Candidates.Candidate;
import gannet.server.queue.plan.Ground.Seat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who starts at one moment.
final class Round {
    private final Instant now;
    private final Rules rules;
    private final Ground ground;
    private final Shares shares;
    private final Candidates candidates;
    private final @Nullable Preempting preempting;
    private final Reservations reservations;
    private final List<Plan.Preemption> preemptions = new ArrayList<>();
    private final Map<Candidate, UUID> provided = new LinkedHashMap<>();
    private final Map<Need, Instant> refused = new HashMap<>();
    private int startsSinceAged;
    private boolean overdueWaits;
    private boolean firstWaits;

    /// @param end [Ground#NEVER] if nobody knows
    record Started(Candidate candidate, Seat seat, Instant start, Instant end, boolean aged) {}

    /// @param preempting null where nobody is asked to leave
    Round(Instant now, Rules rules, Ground ground, Shares shares, Candidates candidates, Reservations reservations, @Nullable Preempting preempting, int startsSinceAged) {
        this.now = now;
        this.rules = rules;
        this.ground = ground;
        this.shares = shares;
        this.candidates = candidates;
        this.reservations = reservations;
        this.preempting = preempting;
        this.startsSinceAged = startsSinceAged;
    }

    int startsSinceAged() { return startsSinceAged; }

    List<Plan.Preemption> preemptions() { return preemptions; }

    /// For whom devices are being given back, and one job that gives them.
    Map<Candidate, UUID> provided() { return provided; }

    List<Started> starts() {
        var started = new ArrayList<Started>();
        while (preempting != null || ground.hasFree()) {
            var pinned = candidates.pinned(this::isOpen);
            var overdue = pinned.isEmpty() && startsSinceAged + 1 >= rules.agedEvery() && !overdueWaits ? candidates.overdue(now, this::mayEverStart) : Optional.<Candidate>empty();
            var next = pinned.or(() -> overdue).or(() -> candidates.next(this::isOpen));
            if (next.isEmpty()) {
                break;
            }
            var seat = seat(next.get());
            if (seat.isPresent()) {
                started.add(start(next.get(), seat.get(), overdue.isPresent()));
                continue;
            }
            overdueWaits |= overdue.isPresent();
            wait(next.get());
        }
        provided.keySet().forEach(this::takeBack);
        return started;
    }

    private boolean isOpen(Candidate one) {
        var refusedEnd = refused.get(one.line().need());
        return (refusedEnd == null || end(one).isBefore(refusedEnd)) && isWithinLimits(one);
    }

    /// The longest overdue waits for its devices, and no other one goes before it; but nobody waits for one that can never fit.
    private boolean mayEverStart(Candidate one) { return isWithinLimits(one) && ground.couldFit(one.line().need(), false); }

    private boolean isWithinLimits(Candidate one) { return !shares.personIsAtTheirLimit(one.line()) && !shares.teamIsAtItsLimit(one.line()); }

    private Instant end(Candidate candidate) {
        var length = candidate.job().length();
        return length == null ? Ground.NEVER : now.plus(length);
    }

    private Optional<Seat> seat(Candidate candidate) {
        var need = candidate.line().need();
        var end = end(candidate);
        return ground.fit(need, slot -> reservations.allow(slot, end), server -> reservations.allowMemory(ground, server, need, end));
    }

    private Started start(Candidate candidate, Seat seat, boolean aged) {
        ground.take(candidate.job().job(), seat, candidate.line().need(), end(candidate));
        shares.start(candidate.line(), candidate.job());
        candidates.take(candidate.line());
        startsSinceAged = aged ? 0 : Math.min(startsSinceAged + 1, rules.agedEvery());
        return new Started(candidate, seat, now, end(candidate), aged);
    }

    /// The first that has to wait keeps the devices that should come free for it first; later ones may only use what it can spare.
    /// Who needs the same for as long or longer has to wait as well.
    private void wait(Candidate candidate) {
        var need = candidate.line().need();
        if (ground.fit(need, _ -> true, _ -> true).isPresent()) {
            refused.merge(need, end(candidate), (one, other) -> one.isBefore(other) ? one : other);
            return;
        }
        if (preempting != null && ground.couldFit(need, false)) {
            var way = preempting.way(candidate);
            if (way.isPresent()) {
                way.get().victims().forEach(victim -> preemptions.add(new Plan.Preemption(victim, candidate.job().job())));
                reservations.keep(candidate.job().job(), need, way.get().seat(), now);
                provide(candidate, way.get());
                return;
            }
        }
        refused.put(need, Instant.MIN);
        if (!firstWaits && ground.couldFit(need, false)) {
            firstWaits = true;
            ground.prospect(need, now, slot -> !reservations.isKept(slot)).ifPresent(prospect -> reservations.keep(candidate.job().job(), need, prospect));
        }
    }

    /// It stands aside, so that the next one may ask for a place, too; what it will hold counts against its limits.
    private void provide(Candidate candidate, Preempting.Way way) {
        provided.put(candidate, way.giver());
        candidates.take(candidate.line());
        shares.hold(candidate.line());
    }

    private void takeBack(Candidate candidate) {
        candidates.giveBack(candidate.line());
        shares.end(candidate.line().team(), candidate.line().person(), candidate.line().need().devices());
    }
}
