package gannet.plugins.points;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.kit.AdversarialLoss;
import gannet.layers.Size;
import gannet.spi.Blueprint;
import org.junit.jupiter.api.Test;

class PointGanTest {
    private final PointGan variant = new PointGan();

    /// Each matrix with its biases: 2 to 128 to 128 to 128 to 2, and to 1.
    @Test void hasThreeHiddenLayers() {
        int hidden = 3 * 128 + 2 * 129 * 128;
        assertThat(Blueprint.of(variant, settings(3)).stream().map(e -> e.name() + " " + e.plan().parameterCount()).toList())
                .containsExactly("generator " + (hidden + 129 * 2), "discriminator " + (hidden + 129));
    }

    @Test void makesAndJudgesPoints() {
        var networks = Blueprint.of(variant, settings(1));
        assertThat(networks.get(0).plan().outputs()).containsEntry("output", Size.of(2));
        assertThat(networks.get(1).plan().outputs()).containsEntry("output", Size.of(1));
    }

    @Test void countsDarkOrBrightPlaces() {
        assertThat(Ink.DARK.amount(-1)).isEqualTo(1);
        assertThat(Ink.DARK.amount(1)).isZero();
        assertThat(Ink.BRIGHT.amount(1)).isEqualTo(1);
    }

    private static PointGan.Settings settings(int depth) {
        return new PointGan.Settings(64, Ink.DARK, 256, 2, 128, depth, 0.0005, 0.5, AdversarialLoss.NON_SATURATING);
    }
}
