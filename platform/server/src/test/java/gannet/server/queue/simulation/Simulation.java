package gannet.server.queue.simulation;

import gannet.server.queue.Priority;
import gannet.server.queue.plan.Line;
import gannet.server.queue.plan.Need;
import gannet.server.queue.plan.PersonUse;
import gannet.server.queue.plan.Slot;
import gannet.server.queue.plan.Snapshot;
import gannet.server.queue.plan.TeamShare;
import gannet.server.queue.plan.Waiting;
import gannet.server.queue.simulation.Life.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Lets a workload come to the queue, and time pass from one thing that happens to the next. At each, somebody decides.
public final class Simulation {
    private static final Comparator<Waiting> IN_LINE = Comparator.comparing(Waiting::pin, Comparator.nullsLast(Comparator.<Double>naturalOrder()))
            .thenComparing(Waiting::since).thenComparing(Waiting::job);

    private final Workload workload;
    private final Order order;
    private final Witness witness;
    private final Map<UUID, Life> lives = new LinkedHashMap<>();
    private final List<Life> open = new ArrayList<>();
    private final Map<Owner, Double> use = new HashMap<>();
    private final Set<Slot> drained = new HashSet<>();
    private Instant now = Workload.BEGIN;
    private int arrived;
    private int deeds;
    private int startsSinceAged;

    /// A person in a team.
    public record Owner(UUID team, UUID person) {}

    private record Key(UUID team, UUID person, Priority priority, Need need, int length) {}

    public Simulation(Workload workload, Order order, Witness witness) {
        this.workload = workload;
        this.order = order;
        this.witness = witness;
    }

    public Workload workload() { return workload; }

    public Instant now() { return now; }

    /// All jobs that have come, in the order in which they came.
    public Collection<Life> lives() { return lives.values(); }

    /// Those of them that are not over.
    public List<Life> open() { return open; }

    public Life life(UUID job) {
        var life = lives.get(job);
        if (life == null) {
            throw new IllegalStateException("There is no job " + job + ".");
        }
        return life;
    }

    /// Until nothing happens any more, or the workload's end.
    public Simulation run() {
        var last = now;
        for (var next = next(); next != null && !next.isAfter(workload.end()); next = next()) {
            now = next;
            addUse(Duration.between(last, now));
            last = now;
            happen();
            decide();
        }
        return this;
    }

    private void decide() {
        var snapshot = snapshot(workload.slots().size());
        var plan = order.plan(snapshot);
        witness.before(this, snapshot, plan);
        plan.starts().forEach(start -> life(start.job()).start(start, now));
        plan.preemptions().forEach(preemption -> life(preemption.victim()).leave(now, Stage.WAITING));
        startsSinceAged = plan.startsSinceAged();
        witness.after(this);
    }

    private @Nullable Instant next() {
        Instant next = arrived < workload.work().size() ? workload.work().get(arrived).since() : null;
        if (deeds < workload.deeds().size()) {
            next = earlier(next, workload.deeds().get(deeds).time());
        }
        for (var life : open) {
            next = life.holds() ? earlier(next, life.end()) : next;
        }
        return next != null && workload.look().isPositive() ? earlier(next, now.plus(workload.look())) : next;
    }

    private static Instant earlier(@Nullable Instant one, Instant other) { return one == null || other.isBefore(one) ? other : one; }

    private void happen() {
        open.stream().filter(life -> life.holds() && !life.end().isAfter(now)).forEach(life -> life.end(now));
        for (; arrived < workload.work().size() && !workload.work().get(arrived).since().isAfter(now); arrived++) {
            var work = workload.work().get(arrived);
            var life = new Life(work, workload.rules().patience().getOrDefault(work.priority(), Duration.ofDays(1)), workload.checkpoint());
            lives.put(work.job(), life);
            open.add(life);
        }
        for (; deeds < workload.deeds().size() && !workload.deeds().get(deeds).time().isAfter(now); deeds++) {
            happen(workload.deeds().get(deeds));
        }
        open.removeIf(life -> life.ended() != null);
    }

    private void happen(Deed deed) {
        switch (deed) {
            case Deed.Drain drain -> drained.add(drain.slot());
            case Deed.Enable enable -> drained.remove(enable.slot());
            case Deed.Pause pause -> life(pause.job()).change(Stage.WAITING, Stage.PAUSED, now);
            case Deed.Resume resume -> life(resume.job()).change(Stage.PAUSED, Stage.WAITING, now);
            case Deed.Cancel cancel -> life(cancel.job()).change(Stage.WAITING, Stage.CANCELLED, now);
            case Deed.Pin pin -> life(pin.job()).pin(pin.place());
            case Deed.Kill kill -> {
                if (life(kill.job()).holds()) {
                    life(kill.job()).kill(now);
                }
            }
        }
    }

    private void addUse(Duration passed) {
        double kept = Math.pow(0.5, passed.toMillis() / (double) workload.halfLife().toMillis());
        use.replaceAll((_, seconds) -> seconds * kept);
        for (var life : open) {
            if (life.holds()) {
                use.merge(new Owner(life.work.team(), life.work.person()), passed.toMillis() / 1000.0 * life.work.need().devices(), Double::sum);
            }
        }
    }

    /// What the order sees now.
    ///
    /// @param heads how many jobs of each line
    public Snapshot snapshot(int heads) {
        var lines = new LinkedHashMap<Key, List<Waiting>>();
        for (var life : open) {
            if (life.waits()) {
                var work = life.work;
                lines.computeIfAbsent(new Key(work.team(), work.person(), work.priority(), work.need(), lengthClass(life.saidLeft())), _ -> new ArrayList<>()).add(life.waiting());
            }
        }
        return new Snapshot(now, workload.rules(), slots(), workload.machines(), open.stream().filter(Life::holds).map(life -> life.holder(now)).toList(),
                lines.entrySet().stream().map(line -> line(line.getKey(), line.getValue(), heads)).toList(), teams(),
                use.entrySet().stream().map(one -> new PersonUse(one.getKey().team(), one.getKey().person(), one.getValue())).toList(), startsSinceAged);
    }

    /// The devices as they are now: those that are drained are closed.
    public List<Slot> slots() {
        return workload.slots().stream().map(slot -> drained.contains(slot) ? new Slot(slot.server(), slot.device(), slot.gpu(), slot.memory(), false) : slot).toList();
    }

    private static Line line(Key key, List<Waiting> waiting, int heads) {
        return new Line(key.team(), key.person(), key.priority(), key.need(), waiting.stream().sorted(IN_LINE).limit(heads).toList());
    }

    private static int lengthClass(@Nullable Duration length) {
        return length == null ? -1 : (int) Math.max(0, Math.ceil(Math.log(Math.max(1, length.toMillis() / 1000.0)) / Math.log(2)));
    }

    private List<TeamShare> teams() {
        return workload.teams().stream().map(team -> new TeamShare(team.team(), team.weight(), team.use()
                + use.entrySet().stream().filter(one -> one.getKey().team().equals(team.team())).mapToDouble(Map.Entry::getValue).sum(), team.mostRunning())).toList();
    }
}
