package gannet.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CheckerboardTest {
    @Test void noiseHasNone() { assertThat(Checkerboard.strength(noise(16, 3, 32, 40), 3, 32, 40)).isBetween(0.8, 1.6); }

    @Test void aPatternOfTwoPixelsStandsOut() {
        var pictures = noise(16, 1, 32, 32);
        for (int i = 0; i < pictures.length; i++) {
            pictures[i] += (i % 32 + i / 32) % 2 == 0 ? 0.5f : -0.5f;
        }
        // Its amplitude is 0.5 · 1,024 beside noise of √1,024: 16 times.
        assertThat(Checkerboard.strength(pictures, 1, 32, 32)).isBetween(12.0, 22.0);
    }

    @Test void aPatternOfFourPixelsStandsOut() {
        var pictures = noise(16, 1, 32, 32);
        for (int i = 0; i < pictures.length; i++) {
            pictures[i] += i % 4 == 0 ? 1 : 0;
        }
        assertThat(Checkerboard.strength(pictures, 1, 32, 32)).isGreaterThan(5);
    }

    @Test void picturesThatAreTooSmallHaveNoFigure() { assertThat(Checkerboard.strength(new float[64], 1, 8, 8)).isNaN(); }

    private static float[] noise(int count, int channels, int height, int width) {
        var random = new Random(5);
        var values = new float[count * channels * height * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
