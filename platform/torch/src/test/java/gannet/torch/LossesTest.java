package gannet.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import gannet.kit.AdversarialLoss;
import gannet.kit.Losses;
import gannet.spi.PluginException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The kit's sums, computed by hand. They are tested here because they need an engine.
class LossesTest {
    @BeforeAll
    static void start() { TorchEngine.start(1); }

    private final NDManager manager = NDManager.newBaseManager();
    private final NDArray real = manager.create(new float[] {2, 0.5f});
    private final NDArray fake = manager.create(new float[] {-1, 3});

    @AfterEach void close() { manager.close(); }

    @Test void nonSaturatingIsCrossEntropy() {
        near(AdversarialLoss.NON_SATURATING.discriminator(real, fake), (softplus(-2) + softplus(-0.5) + softplus(-1) + softplus(3)) / 2);
        near(AdversarialLoss.NON_SATURATING.generator(fake), (softplus(1) + softplus(-3)) / 2);
    }

    @Test void leastSquaresWantsOneAndZero() {
        near(AdversarialLoss.LEAST_SQUARES.discriminator(real, fake), (1 + 0.25) / 2 + (1 + 9) / 2.0);
        near(AdversarialLoss.LEAST_SQUARES.generator(fake), (4 + 4) / 2.0);
    }

    @Test void wassersteinIsADifference() {
        near(AdversarialLoss.WASSERSTEIN.discriminator(real, fake), 1 - 1.25);
        near(AdversarialLoss.WASSERSTEIN.generator(fake), -1);
    }

    @Test void hingeStopsAtOne() {
        near(AdversarialLoss.HINGE.discriminator(real, fake), (0 + 0.5) / 2 + (0 + 4) / 2.0);
        near(AdversarialLoss.HINGE.generator(fake), -1);
    }

    /// Real 2 and 0.5 are on average 1.25, generated -1 and 3 on average 1.
    @Test void relativisticComparesWithTheOthersAverage() {
        near(AdversarialLoss.RELATIVISTIC.discriminator(real, fake), (softplus(-1) + softplus(0.5) + softplus(-2.25) + softplus(1.75)) / 2);
        near(AdversarialLoss.RELATIVISTIC.generator(() -> real, fake), (softplus(2.25) + softplus(-1.75) + softplus(1) + softplus(-0.5)) / 2);
    }

    @Test void onlyRelativisticAsksForRealExamplesToo() {
        for (var loss : AdversarialLoss.values()) {
            if (loss != AdversarialLoss.RELATIVISTIC) {
                near(loss.generator(() -> { throw new AssertionError(loss); }, fake), loss.generator(fake).getFloat());
            }
        }
        assertThatThrownBy(() -> AdversarialLoss.RELATIVISTIC.generator(fake)).isInstanceOf(PluginException.class)
                .hasMessage("RELATIVISTIC compares generated examples with real ones: give its generator() both.");
    }

    /// `½ (μ² + σ² − log σ² − 1)` at (2, log 1) and (0.5, log 4): 2 and ½ (0.25 + 4 − 1.3863 − 1).
    @Test void divergenceIsThatOfKullbackAndLeibler() {
        near(Losses.divergence(real, manager.create(new float[] {0, (float) Math.log(4)})), (2 + (0.25 + 4 - Math.log(4) - 1) / 2) / 2);
    }

    @Test void shiftedGivesEachItsNeighbours() { assertThat(Losses.shifted(manager.create(new float[] {1, 2, 3})).toFloatArray()).containsExactly(2, 3, 1); }

    @Test void anExampleAloneHasNoNeighbour() {
        assertThatThrownBy(() -> Losses.shifted(manager.create(new float[] {1}))).isInstanceOf(PluginException.class)
                .hasMessageContaining("batchSize must be at least 2, not 1");
    }

    @Test void averagePooledTakesSquares() {
        var picture = manager.arange(16f).reshape(1, 1, 4, 4);
        assertThat(Losses.averagePooled(picture, 2).toFloatArray()).containsExactly(2.5f, 4.5f, 10.5f, 12.5f);
    }

    @Test void softplusDoesNotOverflow() {
        assertThat(Losses.softplus(manager.create(new float[] {-200, 0, 200})).toFloatArray()).containsExactly(0, (float) Math.log(2), 200);
    }

    @Test void distancesAreMeans() {
        near(Losses.l1(real, fake), (3 + 2.5) / 2);
        near(Losses.l2(real, fake), (9 + 6.25) / 2);
    }

    @Test void beliefIsBetweenZeroAndOne() { near(Losses.belief(fake), (1 / (1 + Math.exp(1)) + 1 / (1 + Math.exp(-3))) / 2); }

    @Test void accuracyCountsTheRightSide() { assertThat(Losses.accuracy(real, fake)).isEqualTo(0.75); }

    private static double softplus(double x) { return Math.log1p(Math.exp(x)); }
    private static void near(NDArray value, double expected) { assertThat((double) value.getFloat()).isCloseTo(expected, within(1e-5)); }
}
