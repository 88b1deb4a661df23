package gannet.server.queue.plan;

import gannet.server.queue.plan.Candidates.Candidate;
import gannet.server.queue.plan.Ground.Seat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    private final Set<Need> tooLarge = new HashSet<>();
    private final Set<Line> delaying = Collections.newSetFromMap(new IdentityHashMap<>());
    private int startsSinceAged;
    private boolean overdueWaits;

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

    List<Started> starts() {
        var started = new ArrayList<Started>();
        while (true) {
            var overdue = startsSinceAged + 1 >= rules.agedEvery() && !overdueWaits ? candidates.overdue(now, this::isOpen) : Optional.<Candidate>empty();
            var next = overdue.isPresent() ? overdue : candidates.next(this::isOpen);
            if (next.isEmpty()) {
                return started;
            }
            var seat = seat(next.get());
            if (seat.isPresent()) {
                started.add(start(next.get(), seat.get(), overdue.isPresent()));
                continue;
            }
            overdueWaits |= overdue.isPresent();
            wait(next.get());
        }
    }

    private boolean isOpen(Line line) {
        return !tooLarge.contains(line.need()) && !delaying.contains(line) && !shares.personIsAtTheirLimit(line) && !shares.teamIsAtItsLimit(line);
    }

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
    private void wait(Candidate candidate) {
        var need = candidate.line().need();
        if (ground.fit(need, _ -> true, _ -> true).isPresent()) {
            delaying.add(candidate.line());
            return;
        }
        tooLarge.add(need);
        if (!ground.couldFit(need, false)) {
            return;
        }
        var way = preempting == null ? Optional.<Preempting.Way>empty() : preempting.way(candidate);
        if (way.isPresent()) {
            way.get().victims().forEach(victim -> preemptions.add(new Plan.Preemption(victim, candidate.job().job())));
            reservations.keep(candidate.job().job(), need, way.get().seat(), now);
        } else if (reservations.areEmpty()) {
            ground.prospect(need, now).ifPresent(prospect -> reservations.keep(candidate.job().job(), need, prospect));
        }
    }
}
