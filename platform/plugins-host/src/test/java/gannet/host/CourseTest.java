package gannet.host;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.spi.Phase;
import gannet.spi.Schedule;
import java.util.List;
import org.junit.jupiter.api.Test;

class CourseTest {
    private static Phase steps(long length) { return Phase.steps("steps " + length, length, Schedule.constant(), (_, _) -> { }); }

    private static Phase epochs(long length) { return Phase.epochs("epochs " + length, length, Schedule.constant(), (_, _) -> { }); }

    @Test void phasesFollowEachOther() {
        var course = new Course(List.of(steps(10), steps(5)), 100, 4, 10);
        assertThat(course.end()).isEqualTo(15);
        assertThat(course.at(9).phase().name()).isEqualTo("steps 10");
        assertThat(course.at(10).phase().name()).isEqualTo("steps 5");
        assertThat(course.at(10).start()).isEqualTo(10);
    }

    @Test void theRunsOwnStepsEndIt() {
        assertThat(new Course(List.of(steps(10), steps(5)), 12, 4, 10).end()).isEqualTo(12);
        assertThat(new Course(List.of(steps(10), steps(Phase.AS_THE_RUN_SAYS)), 25, 4, 10).at(24).length()).isEqualTo(15);
    }

    @Test void anEpochEndsWithTheStepThatShowsTheLastExample() {
        assertThat(new Course(List.of(epochs(2)), 100, 4, 10).end()).isEqualTo(5);
        assertThat(new Course(List.of(epochs(1)), 100, 4, 10).end()).isEqualTo(3);
    }

    @Test void saysWhichPhasesTheRunsOwnStepsCut() {
        assertThat(new Course(List.of(steps(10), epochs(2), steps(3)), 12, 4, 10).note()).contains("The run's own number of steps, 12, ends it early:"
                + " \"epochs 2\" has 2 of its 5 steps, \"steps 3\" is left out. Launch with more steps to train all phases in full.");
    }

    @Test void saysThatPhasesEndBeforeTheRunsOwnSteps() {
        assertThat(new Course(List.of(epochs(400)), 20_000, 4, 10).note()).contains("The phases end after 1,000 steps, before the 20,000 that the run was given.");
    }

    @Test void saysNothingWhereAllAgree() {
        assertThat(new Course(List.of(steps(10), steps(Phase.AS_THE_RUN_SAYS)), 25, 4, 10).note()).isEmpty();
        assertThat(new Course(List.of(steps(10)), 10, 4, 10).note()).isEmpty();
    }

    @Test void aPhaseWithoutLengthIsPassedOver() {
        assertThat(new Course(List.of(steps(0), steps(3)), 100, 4, 10).at(0).phase().name()).isEqualTo("steps 3");
    }
}
