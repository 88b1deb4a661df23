package gannet.server.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.parameters.Problem;
import gannet.server.dataset.DataSet;
import gannet.spi.DataSpec;
import gannet.spi.Media;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FitTest {
    private static final DataSpec COLOUR = new DataSpec.Unlabelled(new Media.Images(3, 32));

    @Test void picturesOfAnyKindFitWhereNothingElseIsAsked() {
        assertThat(Fit.problems(COLOUR, data("labelled pictures", 64, 3))).isEmpty();
        assertThat(Fit.problems(COLOUR, data("pictures", 64, 3))).isEmpty();
    }

    @Test void picturesWithoutLabelsDoNotFitWhereLabelsAreAsked() {
        assertThat(Fit.problems(new DataSpec.Labelled(new Media.Images(3, 32), 10), data("pictures", 64, 3))).containsExactly(Problem.user("dataSet",
                "This variant learns from pictures with labels, and \"Birds\" holds pictures; choose another data set."));
    }

    @Test void picturesDoNotFitWhereSolidsAreAsked() {
        assertThat(Fit.problems(new DataSpec.Unlabelled(new Media.Voxels(1, 32)), data("pictures", 64, 3))).hasSize(1);
    }

    @Test void smallPicturesFitAndAreNoted() {
        assertThat(Fit.problems(COLOUR, data("pictures", 20, 3))).isEmpty();
        assertThat(Fit.note(COLOUR, data("pictures", 20, 3))).contains("The smallest pictures are 20 × 20 and are enlarged to 32 × 32.");
    }

    @Test void greyAndColourAreTurnedIntoEachOtherAndThatIsNoted() {
        assertThat(Fit.note(COLOUR, data("pictures", 64, 1))).contains("Its greys are repeated in three colours.");
        assertThat(Fit.note(new DataSpec.Unlabelled(new Media.Images(1, 32)), data("pictures", 64, 3))).contains("Its colours are turned into greys.");
        assertThat(Fit.note(COLOUR, data("pictures", 64, 3))).isEmpty();
    }

    private static DataSet data(String kind, int side, int channels) {
        return new DataSet(new UUID(0, 1), new UUID(0, 2), "Birds", 1, kind, "0".repeat(64), 10, side, side, side, side, channels, List.of(), 1000, false,
                Instant.EPOCH, "Ada", List.of(), 0, "", "");
    }
}
