package gannet.server.queue.plan;

import gannet.server.queue.plan.Candidates.Candidate;
import gannet.server.queue.plan.Plan.Preemption;
import gannet.server.queue.plan.Plan.Start;
import gannet.server.queue.plan.Plan.Turn;
import gannet.server.queue.plan.Round.Started;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Decides whose turn it is. It knows nothing but the snapshot, so the same one always gives the same plan.
public final class Planner {
    /// What a job that has been asked to leave is given for saving its checkpoint, in forecasts.
    private static final Duration LEAVING = Duration.ofMinutes(1);

    private final Snapshot snapshot;
    private final Ground ground;
    private final Shares shares;
    private final Candidates candidates;
    private final Map<UUID, Owner> owners = new HashMap<>();

    private record Owner(UUID team, UUID person, int devices) {}

    private Planner(Snapshot snapshot) {
        this.snapshot = snapshot;
        ground = new Ground(snapshot);
        shares = new Shares(snapshot);
        candidates = new Candidates(snapshot, shares);
        snapshot.holders().forEach(holder -> owners.put(holder.job(), new Owner(holder.team(), holder.person(), holder.devices().size())));
    }

    /// @param most how many turns to foresee; 0 for what is to be done now
    public static Plan plan(Snapshot snapshot, int most) { return new Planner(snapshot).plan(most); }

    private Plan plan(int most) {
        var reservations = new Reservations();
        var round = new Round(snapshot.now(), snapshot.rules(), ground, shares, candidates, reservations,
                new Preempting(snapshot, ground, reservations), snapshot.startsSinceAged());
        var started = round.starts();
        var starts = started.stream().map(one -> new Start(one.candidate().job().job(), one.seat().server(), one.seat().devices(), one.aged())).toList();
        var turns = most == 0 ? List.<Turn>of() : turns(started, round, reservations, most);
        return new Plan(starts, List.copyOf(round.preemptions()), turns, round.startsSinceAged());
    }

    /// A job, when it should start and when it should end; null if nobody can tell.
    private record Foreseen(Candidate candidate, @Nullable Instant start, @Nullable Instant end) {}

    private List<Turn> turns(List<Started> started, Round round, Reservations reservations, int most) {
        var reasons = new Waits(snapshot, started, round.provided(), reservations);
        var foreseen = new ArrayList<Foreseen>();
        started.forEach(one -> foreseen.add(foreseen(one)));
        simulate(started, round, most, foreseen);
        if (foreseen.size() < most) {
            candidates.rest(most - foreseen.size()).forEach(one -> foreseen.add(new Foreseen(one, null, null)));
        }
        var turns = new ArrayList<Turn>();
        for (var one : foreseen.subList(0, Math.min(most, foreseen.size()))) {
            var wait = turns.size() < started.size() ? new Wait.Soon() : reasons.of(one.candidate(), one.start());
            turns.add(new Turn(one.candidate().job().job(), turns.size() + 1, wait, one.start(), one.end()));
        }
        return List.copyOf(turns);
    }

    /// Goes from end to end, and lets start whoever can.
    private void simulate(List<Started> started, Round round, int most, List<Foreseen> foreseen) {
        leave(round.preemptions());
        started.forEach(this::own);
        int aged = round.startsSinceAged();
        for (var time = nextEnd(snapshot.now()); time != null && foreseen.size() < most && !candidates.isEmpty(); time = nextEnd(time)) {
            free(time);
            var next = new Round(time, snapshot.rules(), ground, shares, candidates, new Reservations(), null, aged);
            for (var one : next.starts()) {
                own(one);
                foreseen.add(foreseen(one));
            }
            aged = next.startsSinceAged();
        }
    }

    private void own(Started one) {
        owners.put(one.candidate().job().job(), new Owner(one.candidate().line().team(), one.candidate().line().person(), one.seat().slots().size()));
    }

    private static Foreseen foreseen(Started one) { return new Foreseen(one.candidate(), one.start(), one.end().equals(Ground.NEVER) ? null : one.end()); }

    private void leave(List<Preemption> preemptions) {
        var soon = snapshot.now().plus(LEAVING);
        for (var occupant : List.copyOf(ground.occupants())) {
            boolean goes = occupant.leaving() || preemptions.stream().anyMatch(one -> one.victim().equals(occupant.job()));
            if (goes && occupant.end().isAfter(soon)) {
                ground.endsAt(occupant, soon);
            }
        }
    }

    private @Nullable Instant nextEnd(Instant after) {
        Instant next = null;
        for (var occupant : ground.occupants()) {
            var end = occupant.end();
            if (!end.equals(Ground.NEVER) && (next == null || end.isBefore(next))) {
                next = end;
            }
        }
        return next == null ? null : next.isBefore(after) ? after : next;
    }

    private void free(Instant time) {
        for (var occupant : List.copyOf(ground.occupants())) {
            if (!occupant.end().isAfter(time)) {
                ground.giveBack(occupant.job());
                var owner = owners.get(occupant.job());
                if (owner != null) {
                    shares.end(owner.team(), owner.person(), owner.devices());
                }
            }
        }
    }
}
