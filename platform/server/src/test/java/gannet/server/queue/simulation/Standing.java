package gannet.server.queue.simulation;

import gannet.server.queue.plan.Plan.Start;
import gannet.server.queue.plan.Snapshot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// How things stand at a look while its starts are made one after the other.
final class Standing {
    private final Simulation simulation;
    private final Snapshot snapshot;
    private final Map<UUID, Integer> held = new HashMap<>();
    private final Set<UUID> started = new HashSet<>();
    final Floor floor;

    Standing(Simulation simulation, Snapshot snapshot) {
        this.simulation = simulation;
        this.snapshot = snapshot;
        floor = new Floor(snapshot, _ -> true);
        snapshot.holders().forEach(holder -> count(holder.team(), holder.person(), holder.devices().size()));
    }

    private void count(UUID team, UUID person, int devices) {
        held.merge(team, devices, Integer::sum);
        held.merge(person, devices, Integer::sum);
    }

    void start(Start start) {
        var work = simulation.life(start.job()).work;
        floor.take(start, work.need());
        count(work.team(), work.person(), work.need().devices());
        started.add(start.job());
    }

    List<Life> waiting() { return simulation.open().stream().filter(life -> life.waits() && !started.contains(life.work.job())).toList(); }

    int held(UUID owner) { return held.getOrDefault(owner, 0); }

    int teamLimit(UUID team) {
        var limit = snapshot.teams().stream().filter(one -> one.team().equals(team)).findFirst().orElseThrow().mostRunning();
        return limit == null ? Integer.MAX_VALUE : limit;
    }

    int personLimit(UUID person) {
        var rules = snapshot.rules();
        var limit = rules.ownLimits().containsKey(person) ? rules.ownLimits().get(person) : rules.personRunning();
        return limit == null ? Integer.MAX_VALUE : limit;
    }

    boolean isPermitted(Work work) {
        return held(work.team()) + work.need().devices() <= teamLimit(work.team()) && held(work.person()) + work.need().devices() <= personLimit(work.person());
    }

    boolean couldFit(Work work) { return new Floor(snapshot, _ -> false).fits(work.need()); }

    boolean isOverdue(Life life) { return life.due().isBefore(snapshot.now()); }
}
