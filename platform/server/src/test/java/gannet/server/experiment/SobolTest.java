package gannet.server.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

class SobolTest {
    /// The table that Joe and Kuo print beside their program, for `sobol 10 3 new-joe-kuo-6.21201`.
    private static final double[][] PUBLISHED = {
        {0, 0, 0}, {0.5, 0.5, 0.5}, {0.75, 0.25, 0.25}, {0.25, 0.75, 0.75}, {0.375, 0.375, 0.625}, {0.875, 0.875, 0.125},
        {0.625, 0.125, 0.875}, {0.125, 0.625, 0.375}, {0.1875, 0.3125, 0.9375}, {0.6875, 0.8125, 0.4375}};

    @Test void givesThePublishedPoints() {
        var sobol = new Sobol(3);
        for (var point : PUBLISHED) {
            assertThat(sobol.next()).containsExactly(point);
        }
    }

    /// The sum is that of SobolSequenceGenerator in Apache Commons Math 3.6.1 over the same points.
    @Test void agreesWithAnotherProgramInAllDimensions() {
        var sobol = new Sobol(Sobol.MOST_DIMENSIONS);
        double sum = 0;
        for (int i = 0; i < 1000; i++) {
            var point = sobol.next();
            for (int d = 0; d < point.length; d++) {
                sum += point[d] * ((i * 31 + d * 17) % 101);
            }
        }
        assertThat(sum).isCloseTo(522791.0078125, within(1e-6));
    }

    @Test void aPowerOfTwoOfPointsFillsEveryCellOfEveryAxisOnce() {
        var sobol = new Sobol(Sobol.MOST_DIMENSIONS);
        var cells = new HashSet<String>();
        for (int i = 0; i < 64; i++) {
            var point = sobol.next();
            for (int d = 0; d < point.length; d++) {
                cells.add(d + ":" + (int) (point[d] * 64));
            }
        }
        assertThat(cells).hasSize(64 * Sobol.MOST_DIMENSIONS);
    }
}
