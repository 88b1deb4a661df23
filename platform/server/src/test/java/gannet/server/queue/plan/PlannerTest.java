package gannet.server.queue.plan;

import static gannet.server.queue.plan.Scene.ADA;
import static gannet.server.queue.plan.Scene.BEN;
import static gannet.server.queue.plan.Scene.MEADOW;
import static gannet.server.queue.plan.Scene.REEF;
import static gannet.server.queue.plan.Scene.gpus;
import static gannet.server.queue.plan.Scene.job;
import static gannet.server.queue.plan.Scene.pinned;
import static org.assertj.core.api.Assertions.assertThat;

import gannet.server.queue.Hardware;
import gannet.server.queue.Priority;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final int DAY = 24 * 60;

    private static Scene house(int gpus) {
        var scene = new Scene().machine(1, 1000).team(REEF, 1, 0, null).team(MEADOW, 1, 0, null);
        for (int gpu = 0; gpu < gpus; gpu++) {
            scene.gpu(1, "gpu" + gpu, 24_000);
        }
        return scene;
    }

    @Test void aHigherClassGoesFirst() {
        var scene = house(1).waits(REEF, ADA, Priority.NORMAL, gpus(1), job(1, 50, 10)).waits(REEF, ADA, Priority.HIGH, gpus(1), job(2, 1, 10));
        assertThat(scene.starts()).containsExactly(2L);
    }

    @Test void aPinnedJobGoesBeforeAHigherClassAndALowerPinFirst() {
        var scene = house(2).waits(REEF, ADA, Priority.URGENT, gpus(1), job(1, 50, 10))
                .waits(REEF, BEN, Priority.LOW, gpus(1), pinned(2, 1, 10, 2.0)).waits(MEADOW, BEN, Priority.LOW, gpus(1), pinned(3, 1, 10, 1.0));
        assertThat(scene.starts()).containsExactly(3L, 2L);
    }

    @Test void theTeamThatHadLessForItsWeightGoesFirst() {
        var scene = new Scene().machine(1, 1000).gpu(1, "gpu0", 24_000).team(REEF, 3, 600, null).team(MEADOW, 1, 300, null)
                .waits(MEADOW, BEN, Priority.NORMAL, gpus(1), job(1, 50, 10)).waits(REEF, ADA, Priority.NORMAL, gpus(1), job(2, 1, 10));
        assertThat(scene.starts()).containsExactly(2L);
    }

    @Test void thePersonWhoHadLessGoesFirstWithinATeam() {
        var scene = house(1).person(REEF, ADA, 500).person(REEF, BEN, 100)
                .waits(REEF, ADA, Priority.NORMAL, gpus(1), job(1, 50, 10)).waits(REEF, BEN, Priority.NORMAL, gpus(1), job(2, 1, 10));
        assertThat(scene.starts()).containsExactly(2L);
    }

    @Test void teamsOfEqualWeightTakeTurnsWithinOnePlan() {
        var scene = house(4).waits(REEF, ADA, Priority.NORMAL, gpus(1), job(1, 50, 10), job(2, 49, 10), job(3, 48, 10))
                .waits(MEADOW, BEN, Priority.NORMAL, gpus(1), job(4, 9, 10), job(5, 8, 10), job(6, 7, 10));
        assertThat(scene.starts()).containsExactly(1L, 4L, 2L, 5L);
    }

    @Test void theTenthStartGoesToTheJobLongestPastItsPatience() {
        var scene = house(1).startsSinceAged(9).waits(REEF, ADA, Priority.URGENT, gpus(1), job(1, 50, 10)).waits(MEADOW, BEN, Priority.LOW, gpus(1), job(2, 4 * DAY, 10));
        var plan = Planner.plan(scene.snapshot(), 0);
        assertThat(plan.starts()).singleElement().satisfies(start -> {
            assertThat(start.job()).isEqualTo(Scene.id(2));
            assertThat(start.aged()).isTrue();
        });
        assertThat(plan.startsSinceAged()).isZero();
    }

    @Test void theNinthStartIsAnOrdinaryOne() {
        var scene = house(1).startsSinceAged(8).waits(REEF, ADA, Priority.URGENT, gpus(1), job(1, 50, 10)).waits(MEADOW, BEN, Priority.LOW, gpus(1), job(2, 4 * DAY, 10));
        assertThat(scene.starts()).containsExactly(1L);
    }

    @Test void aPersonHoldsNoMoreDevicesThanTheirLimit() {
        var scene = house(4).personRunning(2).waits(REEF, ADA, Priority.HIGH, gpus(1), job(1, 9, 10), job(2, 8, 10), job(3, 7, 10)).waits(REEF, BEN, Priority.LOW, gpus(1), job(4, 6, 10));
        assertThat(scene.starts()).containsExactly(1L, 2L, 4L);
    }

    @Test void aTeamHoldsNoMoreDevicesThanItsLimit() {
        var scene = new Scene().machine(1, 1000).gpu(1, "gpu0", 1).gpu(1, "gpu1", 1).team(REEF, 1, 0, 1)
                .waits(REEF, ADA, Priority.HIGH, gpus(1), job(1, 9, 10)).waits(REEF, BEN, Priority.HIGH, gpus(1), job(2, 8, 10));
        assertThat(scene.starts()).containsExactly(1L);
    }

    @Test void aGangTakesAllItsDevicesOfOneServerOrNone() {
        var scene = new Scene().machine(1, 1000).machine(2, 1000).gpu(1, "gpu0", 1).gpu(2, "gpu0", 1).waits(REEF, ADA, Priority.NORMAL, gpus(2), job(1, 9, 10));
        assertThat(scene.starts()).isEmpty();
    }

    @Test void theSmallestDeviceThatSufficesIsTaken() {
        var scene = new Scene().machine(1, 1000).gpu(1, "a", 48_000).gpu(1, "b", 24_000).gpu(1, "c", 8_000)
                .waits(REEF, ADA, Priority.NORMAL, new Need(1, Hardware.GPU, 16_000, 0), job(1, 9, 10));
        assertThat(Planner.plan(scene.snapshot(), 0).starts().getFirst().devices()).containsExactly("b");
    }

    @Test void anyTakesAGpuWhereThereIsOne() {
        var scene = new Scene().machine(1, 1000).slot(1, "cpu0", false, 0, true).gpu(1, "gpu0", 8_000).waits(REEF, ADA, Priority.NORMAL, new Need(1, Hardware.ANY, 0, 0), job(1, 9, 10));
        assertThat(Planner.plan(scene.snapshot(), 0).starts().getFirst().devices()).containsExactly("gpu0");
    }

    @Test void aDrainedDeviceTakesNothing() {
        var scene = new Scene().machine(1, 1000).slot(1, "gpu0", true, 8_000, false).waits(REEF, ADA, Priority.NORMAL, gpus(1), job(1, 9, 10));
        assertThat(scene.starts()).isEmpty();
        assertThat(Planner.plan(scene.snapshot(), 1).turns().getFirst().reason()).isEqualTo(new Wait.Closed(1));
    }

    @Test void memoryOfAServerIsNotGivenTwice() {
        var scene = house(2).holds(100, Priority.NORMAL, List.of("gpu0"), 800, 1, 30).waits(REEF, BEN, Priority.NORMAL, new Need(1, Hardware.GPU, 0, 800), job(1, 9, 10));
        assertThat(scene.starts()).isEmpty();
    }

    @Test void aRunThatTakesLongerThanForeseenKeepsItsMemory() {
        var scene = house(2).holds(100, Priority.NORMAL, List.of("gpu0"), 800, 1, -5).waits(REEF, BEN, Priority.NORMAL, new Need(1, Hardware.GPU, 0, 800), job(1, 9, 10));
        assertThat(scene.starts()).isEmpty();
    }

    @Test void aShortJobStartsBesideAReservationAndALongOneDoesNot() {
        var scene = house(2).holds(100, Priority.HIGH, List.of("gpu0"), 0, 1, 60).waits(REEF, ADA, Priority.HIGH, gpus(2), job(1, 90, 10));
        scene.waits(MEADOW, BEN, Priority.LOW, gpus(1), job(2, 9, 120)).waits(MEADOW, ADA, Priority.LOW, gpus(1), job(3, 8, 30));
        assertThat(scene.starts()).containsExactly(3L);
    }

    @Test void anEndlessJobDoesNotTakeADeviceKeptForAGangThatWaitsForAnEndlessOne() {
        var scene = house(2).holds(100, Priority.HIGH, List.of("gpu0"), 0, 1, null).waits(REEF, ADA, Priority.HIGH, gpus(2), job(1, 90, 10)).waits(MEADOW, BEN, Priority.LOW, gpus(1), job(2, 9, null));
        assertThat(scene.starts()).isEmpty();
    }

    @Test void aJobThatCanNeverFitKeepsNothing() {
        var scene = house(2).holds(100, Priority.HIGH, List.of("gpu0"), 0, 1, 60).waits(REEF, ADA, Priority.HIGH, gpus(3), job(1, 90, 10)).waits(MEADOW, BEN, Priority.LOW, gpus(1), job(2, 9, null));
        assertThat(scene.starts()).containsExactly(2L);
    }

    @Test void aHigherClassTakesThePlaceOfTheLowestThatLosesLeast() {
        var scene = house(3).holds(100, Priority.NORMAL, List.of("gpu0"), 0, 1, 600).holds(101, Priority.LOW, List.of("gpu1"), 0, 40, 600).holds(102, Priority.LOW, List.of("gpu2"), 0, 20, 600)
                .waits(MEADOW, BEN, Priority.URGENT, gpus(1), job(1, 9, 10));
        assertThat(scene.victims()).containsExactly(102L);
    }

    @Test void nobodyIsPreemptedForAnEqualClass() {
        var scene = house(1).holds(100, Priority.HIGH, List.of("gpu0"), 0, 1, 600).waits(MEADOW, BEN, Priority.HIGH, gpus(1), job(1, 9, 10));
        assertThat(scene.victims()).isEmpty();
    }

    @Test void nobodyIsPreemptedWhileAnotherIsLeavingForTheSameNeed() {
        var scene = house(2).holds(100, Priority.LOW, List.of("gpu0"), 0, 1, 600).holds(101, Priority.LOW, List.of("gpu1"), 0, 1, 600).leaving()
                .waits(MEADOW, BEN, Priority.URGENT, gpus(1), job(1, 9, 10));
        assertThat(scene.victims()).isEmpty();
    }

    @Test void nobodyIsPreemptedWhereADeviceComesFreeWithinAMinute() {
        var scene = house(2).holds(100, Priority.LOW, List.of("gpu0"), 0, 1, 600).holds(101, Priority.LOW, List.of("gpu1"), 0, 1, 1).waits(MEADOW, BEN, Priority.URGENT, gpus(1), job(1, 9, 10));
        assertThat(scene.victims()).isEmpty();
    }

    @Test void nobodyIsPreemptedForAJobOverALimit() {
        var scene = house(1).personRunning(0).holds(100, Priority.LOW, List.of("gpu0"), 0, 1, 600).waits(MEADOW, BEN, Priority.URGENT, gpus(1), job(1, 9, 10));
        assertThat(scene.victims()).isEmpty();
    }

    @Test void theOrderOfTheSnapshotsListsChangesNothing() {
        var scene = house(3).gpu(2, "gpu0", 8_000).machine(2, 500).holds(100, Priority.LOW, List.of("gpu0"), 0, 1, 600)
                .waits(REEF, ADA, Priority.NORMAL, gpus(1), job(1, 50, 10), job(2, 40, 20)).waits(REEF, BEN, Priority.NORMAL, gpus(2), job(3, 50, 10))
                .waits(MEADOW, BEN, Priority.NORMAL, gpus(1), job(4, 50, null)).waits(MEADOW, ADA, Priority.HIGH, gpus(3), job(5, 1, 90));
        var plan = Planner.plan(scene.snapshot(), 10);
        for (int seed = 0; seed < 50; seed++) {
            assertThat(Planner.plan(scene.shuffled(seed), 10)).as("seed %d", seed).isEqualTo(plan);
        }
    }
}
