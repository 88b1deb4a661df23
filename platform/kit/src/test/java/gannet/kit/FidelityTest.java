package gannet.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// The expected numbers are NumPy's, calculated straight from the definitions.
class FidelityTest {
    private static final int HIGH = 24;
    private static final int WIDE = 20;

    private final float[] truth = new float[3 * HIGH * WIDE];
    private final float[] picture = new float[3 * HIGH * WIDE];

    FidelityTest() {
        var painted = BicubicTest.painted(3, HIGH, WIDE);
        for (int i = 0; i < truth.length; i++) {
            int x = i % WIDE;
            int y = i / WIDE % HIGH;
            int value = painted[i] & 255;
            truth[i] = value / 127.5f - 1;
            picture[i] = Math.min(255, value + (x * 9 + y * 4 + i / WIDE / HIGH * 60 + x * y / 3) % 256 / 8) / 127.5f - 1;
        }
    }

    @Test void measuresTheWholePicture() {
        var whole = new Fidelity(0);

        assertThat(whole.psnr(picture, truth, HIGH, WIDE)).isCloseTo(25.226055131073135, within(1e-6));
        assertThat(whole.ssim(picture, truth, HIGH, WIDE)).isCloseTo(0.9852436087824247, within(1e-9));
    }

    @Test void leavesTheBorderOut() {
        var inner = new Fidelity(4);

        assertThat(inner.psnr(picture, truth, HIGH, WIDE)).isCloseTo(24.373801835528525, within(1e-6));
        assertThat(inner.ssim(picture, truth, HIGH, WIDE)).isCloseTo(0.9826170925982863, within(1e-9));
    }

    @Test void greyCountsAsColourOfThreeEqualParts() {
        var grey = Arrays.copyOf(picture, HIGH * WIDE);
        var greyTruth = Arrays.copyOf(truth, HIGH * WIDE);

        assertThat(new Fidelity(2).psnr(grey, greyTruth, HIGH, WIDE)).isCloseTo(24.605012363713392, within(1e-6));
        assertThat(new Fidelity(2).ssim(grey, greyTruth, HIGH, WIDE)).isCloseTo(0.9896607657288907, within(1e-9));
    }

    @Test void valuesOutOfRangeCountAsBlackAndWhite() {
        var beyond = truth.clone();
        for (int i = 0; i < beyond.length; i++) {
            beyond[i] = beyond[i] == 1 ? 1.7f : beyond[i] == -1 ? -3 : beyond[i];
        }

        assertThat(beyond).isNotEqualTo(truth);
        assertThat(new Fidelity(0).psnr(beyond, truth, HIGH, WIDE)).isInfinite();
    }

    @Test void namesSayWhatWasMeasured() {
        assertThat(new Fidelity(4).psnr()).isEqualTo("PSNR (Y, border 4)");
        assertThat(new Fidelity(2).ssim()).isEqualTo("SSIM (Y, border 2)");
    }

    @Test void refusesAPictureThatIsAllBorder() {
        assertThatThrownBy(() -> new Fidelity(10).psnr(picture, truth, HIGH, WIDE)).hasMessageContaining("larger than its border of 10");
    }
}
