package gannet.server.queue.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.server.queue.Hardware;
import gannet.server.queue.plan.Holder;
import gannet.server.queue.plan.Plan;
import gannet.server.queue.plan.Plan.Turn;
import gannet.server.queue.plan.Planner;
import gannet.server.queue.plan.Slot;
import gannet.server.queue.plan.Snapshot;
import gannet.server.queue.plan.Wait;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What each waiting job is told is true, and whoever could start but does not is told for whom a device is kept.
final class Explanations implements Witness {
    private static final int ALL = 10_000;

    private final Random random;
    private final double often;

    /// @param often the share of looks that are examined
    Explanations(long seed, double often) {
        random = new Random(seed);
        this.often = often;
    }

    @Override public void before(Simulation simulation, Snapshot snapshot, Plan plan) {
        var standing = new Standing(simulation, snapshot);
        plan.starts().forEach(standing::start);
        boolean idle = standing.waiting().stream().anyMatch(life -> standing.isPermitted(life.work) && standing.floor.fits(life.work.need()));
        if (!idle && random.nextDouble() >= often) {
            return;
        }
        var whole = simulation.snapshot(ALL);
        var foreseen = Planner.plan(whole, ALL);
        assertThat(foreseen.starts()).as("starts, however much is looked at").isEqualTo(plan.starts());
        assertThat(foreseen.preemptions()).isEqualTo(plan.preemptions());
        assertThat(Planner.plan(shuffled(whole), ALL)).as("the plan for the same in another order").isEqualTo(foreseen);
        places(snapshot, standing, foreseen);
        for (var turn : foreseen.turns().subList(plan.starts().size(), foreseen.turns().size())) {
            isTrue(simulation, snapshot, standing, foreseen, turn);
        }
    }

    private Snapshot shuffled(Snapshot of) {
        return new Snapshot(of.now(), of.rules(), shuffled(of.slots()), shuffled(of.machines()), shuffled(of.holders()), shuffled(of.lines()), shuffled(of.teams()),
                shuffled(of.people()), of.startsSinceAged());
    }

    private <T> List<T> shuffled(List<T> list) {
        var other = new ArrayList<>(list);
        Collections.shuffle(other, random);
        return other;
    }

    private static void places(Snapshot snapshot, Standing standing, Plan plan) {
        assertThat(plan.turns()).as("turns").hasSize(plan.starts().size() + standing.waiting().size());
        assertThat(plan.turns().stream().map(Turn::job).distinct()).hasSize(plan.turns().size());
        for (int i = 0; i < plan.turns().size(); i++) {
            var turn = plan.turns().get(i);
            assertThat(turn.place()).isEqualTo(i + 1);
            assertThat(turn.start() == null || !turn.start().isBefore(snapshot.now())).as("start of %s", turn).isTrue();
            assertThat(turn.end() == null || turn.start() != null && !turn.end().isBefore(turn.start())).as("end of %s", turn).isTrue();
        }
        var starts = plan.turns().stream().map(Turn::start).filter(Objects::nonNull).toList();
        assertThat(starts).as("starts in the order of turns").isSorted();
    }

    private static void isTrue(Simulation simulation, Snapshot snapshot, Standing standing, Plan plan, Turn turn) {
        var work = simulation.life(turn.job()).work;
        var need = work.need();
        int ahead = turn.place() - 1 - plan.starts().size();
        boolean fits = standing.floor.fits(need);
        boolean canStart = fits && standing.isPermitted(work);
        if (canStart) {
            // or places are being given back for other jobs of its owner's, which count against their limit
            assertThat(turn.reason()).as("why %s does not start although it fits", work).isInstanceOfAny(Wait.Reserved.class, Wait.PersonLimit.class, Wait.TeamLimit.class);
        }
        switch (turn.reason()) {
            case Wait.Soon _ -> assertThat(canStart).as("%s starts soon", work).isTrue();
            case Wait.Busy(var before, var slot, var holder, var free) -> {
                assertThat(before).isEqualTo(ahead);
                assertThat(fits).isFalse();
                if (slot != null && holder != null) {
                    assertThat(Floor.suits(need, slot) && slot.open() && standing.floor.isHeld(slot)).isTrue();
                    assertThat(firstFree(snapshot, plan, slot, holder)).as("when %s is free", slot).isEqualTo(free);
                }
            }
            case Wait.Gang(var before, var devices, var together) -> {
                assertThat(before).isEqualTo(ahead);
                assertThat(devices).isEqualTo(need.devices());
                assertThat(together).isEqualTo(turn.start());
            }
            case Wait.Preempting(var giver) -> assertThat(snapshot.holders()).as("%s leaves", giver)
                    .anyMatch(one -> one.job().equals(giver) && (one.leaving() || plan.preemptions().stream().anyMatch(asked -> asked.victim().equals(giver))));
            case Wait.Reserved(var by, var start) -> {
                assertThat(canStart).as("%s could start", work).isTrue();
                var other = simulation.life(by);
                assertThat(by).isNotEqualTo(turn.job());
                assertThat(other.waits() && !standing.floor.fits(other.work.need())).as("%s waits for devices", other.work).isTrue();
                var said = simulation.life(turn.job()).saidLeft();
                assertThat(said == null || start == null || snapshot.now().plus(said).isAfter(start)).as("%s would end after %s", work, start).isTrue();
            }
            case Wait.PersonLimit(var limit, var running) -> {
                assertThat(limit).isEqualTo(standing.personLimit(work.person()));
                assertThat(running).isEqualTo(standing.held(work.person()) + promised(simulation, plan, one -> one.person().equals(work.person())));
                assertThat(running + need.devices()).isGreaterThan(limit);
            }
            case Wait.TeamLimit(var team, var limit, var running) -> {
                assertThat(team).isEqualTo(work.team());
                assertThat(limit).isEqualTo(standing.teamLimit(team));
                assertThat(running).isEqualTo(standing.held(team) + promised(simulation, plan, one -> one.team().equals(team)));
                assertThat(running + need.devices()).isGreaterThan(limit);
            }
            case Wait.Share(var before, var team, var times, var younger) -> {
                assertThat(before).isEqualTo(ahead);
                assertThat(team).isEqualTo(work.team());
                assertThat(times).isGreaterThan(1);
                assertThat(younger).isPositive().isLessThanOrEqualTo(ahead);
                assertThat(plan.turns().subList(plan.starts().size(), turn.place() - 1).stream().map(one -> simulation.life(one.job()))
                        .filter(one -> one.pin() == null && one.work.priority() == work.priority() && !one.work.team().equals(team) && one.work.since().isAfter(work.since()))).hasSize(younger);
            }
            case Wait.Closed(var devices) -> {
                assertThat(standing.couldFit(work)).isFalse();
                assertThat(snapshot.slots().stream().filter(slot -> !slot.open() && Floor.suits(need, slot))).hasSize(devices);
            }
            case Wait.Impossible(var most, var largest, var host) -> {
                var kind = snapshot.slots().stream().filter(slot -> need.hardware() == Hardware.ANY || slot.gpu() == (need.hardware() == Hardware.GPU)).toList();
                assertThat(most).isEqualTo(kind.stream().collect(Collectors.groupingBy(Slot::server)).values().stream().mapToInt(List::size).max().orElse(0));
                assertThat(largest).isEqualTo(kind.stream().mapToLong(Slot::memory).max().orElse(0));
                assertThat(host).isEqualTo(snapshot.machines().stream().filter(machine -> snapshot.slots().stream().anyMatch(slot -> slot.server().equals(machine.server())))
                        .mapToLong(machine -> machine.memory()).max().orElse(0));
            }
        }
    }

    /// Devices that are being given back for waiting jobs.
    private static int promised(Simulation simulation, Plan plan, Predicate<Work> whose) {
        return plan.turns().stream().filter(one -> one.reason() instanceof Wait.Preempting).map(one -> simulation.life(one.job()).work)
                .filter(whose).mapToInt(one -> one.need().devices()).sum();
    }

    /// When the holder should give the device back: one that holds it now, or starts on it now.
    private static @Nullable Instant firstFree(Snapshot snapshot, Plan plan, Slot slot, UUID holder) {
        var held = snapshot.holders().stream().filter(one -> one.job().equals(holder)).max(Comparator.comparing(Holder::job));
        if (held.isPresent()) {
            assertThat(held.get().server().equals(slot.server()) && held.get().devices().contains(slot.device())).isTrue();
            return held.get().expectedEnd(snapshot.now());
        }
        var start = plan.starts().stream().filter(one -> one.job().equals(holder)).findFirst().orElseThrow();
        assertThat(start.server().equals(slot.server()) && start.devices().contains(slot.device())).isTrue();
        return plan.turns().stream().filter(one -> one.job().equals(holder)).findFirst().orElseThrow().end();
    }
}
