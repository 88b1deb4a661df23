package gannet.plugins.cgan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gannet.layers.Size;
import gannet.plugins.cgan.ConditionalGan.Rule;
import gannet.plugins.cgan.ConditionalGan.Settings;
import gannet.spi.Blueprint;
import gannet.spi.Finding;
import gannet.spi.Sgd;
import org.junit.jupiter.api.Test;

class ConditionalGanTest {
    private final ConditionalGan variant = new ConditionalGan();

    /// By the paper's section 4.1, each matrix with its biases: noise and label to 200 and 1000 units, both to 1200, those to 28²;
    /// picture and label to maxout of 240 units and 50 units of 5 pieces, both to 240 of 4, those to one.
    @Test void hasThePapersLayers() {
        int generator = (100 + 1) * 200 + (10 + 1) * 1000 + (1200 + 1) * 1200 + (1200 + 1) * 784;
        int discriminator = (784 + 1) * 240 * 5 + (10 + 1) * 50 * 5 + (290 + 1) * 240 * 4 + 241;
        assertThat(Blueprint.of(variant, settings(1)).stream().map(e -> e.name() + " " + e.plan().parameterCount()).toList())
                .containsExactly("generator " + generator, "discriminator " + discriminator);
    }

    @Test void drawsAndJudgesPicturesOfTheSizeAskedFor() {
        var networks = Blueprint.of(variant, new Settings(16, 3, 7, 20, 0.2, Rule.ADAM, 0.0002));
        assertThat(networks.get(0).plan().outputs()).containsEntry("output", Size.of(3, 16, 16));
        assertThat(networks.get(1).plan().outputs()).containsEntry("output", Size.of(1));
    }

    /// 0.1, divided by 1.00004 at each step down to 0.000001.
    @Test void learnsAsPublishedByDefault() {
        var phase = variant.assemble(settings(1), new Blueprint()).phases().getFirst();
        assertThat(settings(1).optimizer()).isEqualTo(Sgd.sgd(0.1).withMomentum(0.5));
        assertThat(phase.rate().factor(0, 0)).isEqualTo(1);
        assertThat(phase.rate().factor(1000, 1)).isCloseTo(0.9608, within(0.0001));
        assertThat(phase.rate().factor(10_000_000, 1)).isEqualTo(1e-5);
    }

    @Test void rejectsTwoColours() {
        assertThat(variant.check(settings(2))).containsExactly(new Finding("channels", "channels must be 1 for grey or 3 for colour, not 2."));
    }

    private static Settings settings(int channels) { return new Settings(28, channels, 10, 100, 1, Rule.SGD, 0.1); }
}
