package gannet.server.queue.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.server.queue.plan.Holder;
import gannet.server.queue.plan.Plan;
import gannet.server.queue.plan.Plan.Preemption;
import gannet.server.queue.plan.Plan.Start;
import gannet.server.queue.plan.Slot;
import gannet.server.queue.plan.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What holds at every look at the queue, whatever comes to it.
final class Invariants implements Witness {
    private final List<Asked> asked = new ArrayList<>();
    private @Nullable UUID firstOverdue;
    private Instant firstOverdueSince = Instant.MIN;
    private List<Boolean> open = List.of();
    private int looks;

    /// Who was asked to leave for a job, and from where.
    private record Asked(UUID by, List<Holder> victims, List<Slot> open) {}

    int looks() { return looks; }

    @Override public void before(Simulation simulation, Snapshot snapshot, Plan plan) {
        looks++;
        var standing = new Standing(simulation, snapshot);
        nobodyHadToLeaveInVain(simulation, snapshot, standing, plan);
        int counted = snapshot.startsSinceAged();
        for (var start : plan.starts()) {
            counted = startsInTurn(simulation, snapshot, standing, start, counted);
            startsWhole(simulation, standing, start);
            standing.start(start);
        }
        assertThat(plan.startsSinceAged()).as("starts since an overdue one").isEqualTo(counted);
        preemptsOnlyLowerOnes(simulation, snapshot, standing, plan);
        theLongestOverdueIsNext(simulation, snapshot, standing, counted);
    }

    private static void startsWhole(Simulation simulation, Standing standing, Start start) {
        var life = simulation.life(start.job());
        var need = life.work.need();
        assertThat(life.waits()).as("job %s waits", start.job()).isTrue();
        assertThat(start.devices()).as("devices of %s", life.work).hasSize(need.devices()).doesNotHaveDuplicates();
        var slots = start.devices().stream().map(device -> standing.floor.slot(start.server(), device)).toList();
        assertThat(slots).as("devices of %s", life.work).allMatch(slot -> slot.open() && !standing.floor.isHeld(slot) && Floor.suits(need, slot) && slot.gpu() == slots.getFirst().gpu());
        assertThat(standing.floor.memory(start.server())).as("memory left on the server of %s", life.work).isGreaterThanOrEqualTo(need.hostMemory());
        assertThat(standing.isPermitted(life.work)).as("%s is within its limits", life.work).isTrue();
    }

    /// Every so-manieth start is that of the job which is overdue for longest, if it fits.
    private static int startsInTurn(Simulation simulation, Snapshot snapshot, Standing standing, Start start, int counted) {
        boolean isItsTurn = counted + 1 >= snapshot.rules().agedEvery();
        var overdue = longestOverdue(standing);
        if (start.aged()) {
            assertThat(isItsTurn).as("%d starts since an overdue one", counted).isTrue();
            if (nobodyIsPinned(standing)) {
                assertThat(overdue.map(one -> one.work.job())).as("the longest overdue").contains(start.job());
            }
            return 0;
        }
        if (isItsTurn && overdue.isPresent() && nobodyIsPinned(standing)) {
            assertThat(standing.floor.fits(overdue.get().work.need())).as("overdue %s fits, but %s goes first", overdue.get().work, start).isFalse();
        }
        return Math.min(counted + 1, snapshot.rules().agedEvery());
    }

    private static boolean nobodyIsPinned(Standing standing) { return standing.waiting().stream().allMatch(life -> life.pin() == null); }

    private static Optional<Life> longestOverdue(Standing standing) {
        return standing.waiting().stream().filter(life -> standing.isOverdue(life) && standing.isPermitted(life.work) && standing.couldFit(life.work))
                .min(Comparator.comparing(Life::due).thenComparing(life -> life.work.job()));
    }

    private void preemptsOnlyLowerOnes(Simulation simulation, Snapshot snapshot, Standing standing, Plan plan) {
        var holders = snapshot.holders().stream().collect(Collectors.toMap(Holder::job, holder -> holder));
        var victims = plan.preemptions().stream().map(Preemption::victim).collect(Collectors.toSet());
        assertThat(plan.preemptions()).as("victims").hasSize(victims.size());
        var byWhom = plan.preemptions().stream().collect(Collectors.groupingBy(Preemption::by, Collectors.mapping(one -> holders.get(one.victim()), Collectors.toList())));
        byWhom.forEach((by, leaving) -> {
            var work = simulation.life(by).work;
            assertThat(standing.waiting()).as("waits").anyMatch(life -> life.work.job().equals(by));
            assertThat(leaving).as("victims of %s", work).allMatch(one -> one.preemptible() && !one.leaving() && one.priority().compareTo(work.priority()) < 0);
            assertThat(standing.isPermitted(work)).as("%s is within its limits", work).isTrue();
            assertThat(standing.floor.fits(work.need())).as("%s could start without", work).isFalse();
            assertThat(floor(simulation, snapshot, plan, one -> !one.leaving() && !victims.contains(one.job())).fits(work.need())).as("%s fits when they are gone", work).isTrue();
            var soon = snapshot.now().plus(snapshot.rules().preemptAfter());
            assertThat(floor(simulation, snapshot, plan, one -> !endsBy(one, snapshot.now(), soon)).fits(work.need())).as("%s would have had its devices soon", work).isFalse();
            if (byWhom.size() == 1 && isFirst(standing, simulation.life(by))) {
                assertThat(leaving).as("victims that %s needs", work).noneMatch(spared -> floor(simulation, snapshot, plan,
                        one -> one.job().equals(spared.job()) || !one.leaving() && !victims.contains(one.job())).fits(work.need()));
            }
            asked.add(new Asked(by, leaving, snapshot.slots().stream().filter(Slot::open).toList()));
        });
    }

    /// Whether no other job can have asked for devices before it.
    private static boolean isFirst(Standing standing, Life by) {
        return standing.waiting().stream().noneMatch(life -> life != by
                && (life.pin() != null || standing.isOverdue(life) || life.work.priority().compareTo(by.work.priority()) >= 0));
    }

    private static boolean endsBy(Holder holder, Instant now, Instant soon) {
        var end = holder.expectedEnd(now);
        return end != null && !end.isAfter(soon);
    }

    private static Floor floor(Simulation simulation, Snapshot snapshot, Plan plan, Predicate<Holder> stays) {
        var floor = new Floor(snapshot, stays);
        plan.starts().forEach(start -> floor.take(start, simulation.life(start.job()).work.need()));
        return floor;
    }

    /// When those who were asked have left, the job for which they left starts, unless there is one that comes before it by now, or a
    /// device was drained.
    private void nobodyHadToLeaveInVain(Simulation simulation, Snapshot snapshot, Standing standing, Plan plan) {
        var openNow = snapshot.slots().stream().filter(Slot::open).toList();
        asked.removeIf(one -> {
            var by = simulation.life(one.by());
            if (!by.waits() || !one.open().equals(openNow) || !isFirst(standing, by)) {
                return true;
            }
            if (one.victims().stream().anyMatch(victim -> simulation.life(victim.job()).isLeaving())) {
                return false;
            }
            assertThat(plan.starts()).as("starts when %s have left for %s", one.victims(), by.work).anyMatch(start -> start.job().equals(one.by()));
            return true;
        });
    }

    /// Once its turn has come, it starts when those who hold its devices have ended: nobody else may take them first.
    private void theLongestOverdueIsNext(Simulation simulation, Snapshot snapshot, Standing standing, int counted) {
        var next = counted + 1 >= snapshot.rules().agedEvery() ? longestOverdue(standing) : Optional.<Life>empty();
        var job = next.map(life -> life.work.job()).orElse(null);
        var openNow = snapshot.slots().stream().map(Slot::open).toList();
        if (job == null || !job.equals(firstOverdue) || !openNow.equals(open) || !nobodyIsPinned(standing)) {
            firstOverdue = job;
            firstOverdueSince = snapshot.now();
            open = openNow;
            return;
        }
        var longest = simulation.workload().work().stream().map(Work::length).max(Comparator.naturalOrder()).orElseThrow();
        assertThat(Duration.between(firstOverdueSince, snapshot.now())).as("what %s has waited since its turn came", job)
                .isLessThanOrEqualTo(longest.plus(simulation.workload().look().multipliedBy(2)));
    }

    @Override public void after(Simulation simulation) {
        var devices = new HashSet<Map.Entry<UUID, String>>();
        simulation.open().stream().filter(Life::holds).forEach(life -> life.seat().devices().forEach(device ->
                assertThat(devices.add(Map.entry(life.seat().server(), device))).as("device %s is held once", device).isTrue()));
    }

    /// What it did counts, but for what it did after its last checkpoint when its worker was killed.
    static void nothingIsLost(Simulation simulation) {
        long kills = simulation.workload().deeds().stream().filter(deed -> deed instanceof Deed.Kill).count();
        for (var life : simulation.lives()) {
            assertThat(life.served()).as("time of %s on its devices", life.work).isEqualTo(life.done().plus(life.lost()));
            assertThat(life.lost()).as("lost by %s", life.work).isLessThan(simulation.workload().checkpoint().multipliedBy(kills + 1));
            if (life.stage() == Life.Stage.DONE) {
                assertThat(life.done()).isEqualTo(life.work.length());
            }
        }
    }
}
