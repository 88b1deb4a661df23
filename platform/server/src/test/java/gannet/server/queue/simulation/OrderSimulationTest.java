package gannet.server.queue.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.server.queue.plan.Plan;
import gannet.server.queue.plan.Plan.Turn;
import gannet.server.queue.plan.Planner;
import gannet.server.queue.plan.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// The order under thousands of random workloads. A failure names the seed, which makes the same workload again.
class OrderSimulationTest {
    private static void forSeeds(int count, LongConsumer check) {
        var broken = LongStream.rangeClosed(1, count).parallel().mapToObj(seed -> problem(seed, check)).filter(problem -> !problem.isEmpty()).toList();
        assertThat(broken).isEmpty();
    }

    private static String problem(long seed, LongConsumer check) {
        try {
            check.accept(seed);
            return "";
        } catch (AssertionError | RuntimeException e) {
            return "Seed " + seed + ": " + e;
        }
    }

    @Test void whatMustHoldHoldsWhereRunsEndWhenTheyShould() { forSeeds(1000, seed -> holds(Workloads.wild(seed, true))); }

    @Test void whatMustHoldHoldsWhereNobodyKnowsWhenRunsEnd() { forSeeds(1000, seed -> holds(Workloads.wild(seed, false))); }

    private static void holds(Workload workload) {
        var invariants = new Invariants();
        var explanations = new Explanations(workload.seed(), 0.03);
        var simulation = new Simulation(workload, Order.GANNET, new Witness() {
            @Override public void before(Simulation simulation, Snapshot snapshot, Plan plan) {
                invariants.before(simulation, snapshot, plan);
                explanations.before(simulation, snapshot, plan);
            }

            @Override public void after(Simulation simulation) { invariants.after(simulation); }
        }).run();
        Invariants.nothingIsLost(simulation);
        assertThat(invariants.looks()).isPositive();
    }

    @Test void expectedStartsComeTrueToTheSecondWhereNothingUnexpectedHappens() {
        forSeeds(300, seed -> {
            var workload = Workloads.calm(seed);
            var foreseen = new ArrayList<Turn>();
            var simulation = new Simulation(workload, Order.GANNET, new Witness() {
                @Override public void before(Simulation simulation, Snapshot snapshot, Plan plan) {
                    if (snapshot.now().equals(Workload.BEGIN)) {
                        foreseen.addAll(Planner.plan(simulation.snapshot(1000), 1000).turns());
                    }
                }
            }).run();
            assertThat(foreseen).hasSize(workload.work().size());
            for (var turn : foreseen) {
                assertThat(simulation.life(turn.job()).firstStart()).as("start of %s", turn).isEqualTo(turn.start());
            }
        });
    }

    @Test void teamsThatAlwaysHaveWorkGetTheirSharesWithinFivePercent() {
        forSeeds(6, seed -> {
            var workload = Workloads.overload(seed);
            var simulation = new Simulation(workload, Order.GANNET, new Witness() {}).run();
            var seconds = new HashMap<UUID, Double>();
            simulation.lives().forEach(life -> seconds.merge(life.work.team(), life.work.need().devices() * life.served(workload.end()).toMillis() / 1000.0, Double::sum));
            double all = seconds.values().stream().mapToDouble(Double::doubleValue).sum();
            double weights = workload.teams().stream().mapToDouble(team -> team.weight()).sum();
            assertThat(all).as("device-seconds").isGreaterThan(0.95 * 8 * Workloads.DAYS * 86_400);
            for (var team : workload.teams()) {
                assertThat(simulation.open()).as("work left of %s", team).anyMatch(life -> life.waits() && life.work.team().equals(team.team()));
                double due = team.weight() / weights;
                assertThat(seconds.getOrDefault(team.team(), 0.0) / all).as("share of %s", team).isBetween(0.95 * due, 1.05 * due);
            }
        });
    }

    @Test void aLowJobForTwoDevicesRunsToItsEndInAFloodOfUrgentOnes() {
        forSeeds(6, seed -> {
            var simulation = new Simulation(Workloads.flood(seed), Order.GANNET, new Witness() {}).run();
            var low = simulation.life(Workloads.id(1));
            // ten hours of patience, ten starts, and whatever runs then
            assertThat(low.firstStart()).as("start").isBetween(Workload.BEGIN, Workload.BEGIN.plus(Duration.ofHours(10 + 5 + 1)));
            assertThat(low.ended()).as("end").isNotNull();
        });
    }
}
