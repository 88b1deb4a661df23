package gannet.ui.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.parameters.Problem;
import gannet.server.dataset.DataSet;
import gannet.server.experiment.Experiments.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SuitabilityTest {
    private static final Verdict ENLARGED = new Verdict(List.of(), "The smallest pictures are 28 × 28 and are enlarged to 64 × 64.");

    @Test void advisesTheNearestPowerOfTwoForSmallerPictures() {
        assertThat(Suitability.of(ENLARGED, digits(28), Map.of("imageSize", "64", "channels", "1")).advice())
                .containsExactly(new Suitability.Advice("imageSize", "32", "Use 32 px"));
    }

    @Test void advisesGreyForGreyPictures() {
        assertThat(Suitability.of(new Verdict(List.of(), "Its greys are repeated in three colours."), digits(64), Map.of("imageSize", "64", "channels", "3")).advice())
                .containsExactly(new Suitability.Advice("channels", "1", "Learn in grey"));
    }

    @Test void saysWhyADataSetDoesNotFitAndAdvisesNothing() {
        var fit = Suitability.of(new Verdict(List.of(Problem.user("dataSet", "This variant learns from pairs of pictures.")), ""), digits(28), Map.of("imageSize", "64"));

        assertThat(fit.fits()).isFalse();
        assertThat(fit.reason()).isEqualTo("This variant learns from pairs of pictures.");
        assertThat(fit.advice()).isEmpty();
    }

    @Test void bearsSettingsThatAreNoNumbers() {
        assertThat(Suitability.of(ENLARGED, digits(28), Map.of("imageSize", "many", "channels", "")).advice()).isEmpty();
    }

    private static DataSet digits(int side) {
        return new DataSet(new UUID(5, 1), null, "Digits", 1, "pictures", "", 60_000, side, side, side, side, 1, List.of(), 1, true, Instant.EPOCH, "", List.of(), 0, "", "");
    }
}
