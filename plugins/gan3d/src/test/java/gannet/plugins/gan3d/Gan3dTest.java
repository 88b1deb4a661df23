package gannet.plugins.gan3d;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.layers.Size;
import gannet.spi.Blueprint;
import gannet.spi.Finding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class Gan3dTest {
    private final Gan3d gan = new Gan3d();

    /// By the paper's table of layers, without biases and with batch norm: 200·512·4³ + 512·256·4³ + 256·128·4³ + 128·64·4³
    /// + 64·4³ weights and 2·(512 + 256 + 128 + 64) of batch norm; the discriminator lacks the first and has 512·4³ instead.
    @Test void hasAsManyParametersAsThePapersLayers() {
        assertThat(Blueprint.of(gan, settings(64, 64)).stream().map(e -> e.name() + " " + e.plan().parameterCount()).toList())
                .containsExactly("generator 17569664", "discriminator 11048832");
    }

    @Test void drawsAndJudgesGridsOfTheSideAskedFor() {
        for (int side = 16; side <= 128; side *= 2) {
            var networks = Blueprint.of(gan, settings(side, 4));
            assertThat(networks.get(0).plan().outputs()).containsEntry("output", Size.of(1, side, side, side));
            assertThat(networks.get(1).plan().inputs().getFirst().shape()).isEqualTo(Size.of(1, side, side, side));
            assertThat(networks.get(1).plan().outputs()).containsEntry("judgement", Size.of(1));
        }
    }

    /// Layers two to four have 128, 256 and 512 maps, each pooled to 2³.
    @Test void givesThePapersFeatures() {
        assertThat(Blueprint.of(gan, settings(64, 64)).get(1).plan().outputs()).containsEntry("features", Size.of((128 + 256 + 512) * 8));
    }

    @Test void rejectsASideThatIsNotAPowerOfTwo() {
        assertThat(gan.check(settings(30, 64)))
                .containsExactly(new Finding("side", "side must be a power of two from 16 to 128, not 30. Smaller objects are enlarged or placed in the middle."));
    }

    @Test void acceptsItsDefaults() { assertThat(gan.check(settings(64, 64))).isEqualTo(List.of()); }

    @Test void learnsAsPublishedByDefault() {
        var paper = gan.card().presets().getFirst();
        assertThat(paper.changes()).isEqualTo(Map.of());
        assertThat(paper.training()).containsEntry("batchSize", "100").containsKey("steps");
    }

    private static Gan3d.Settings settings(int side, int width) { return new Gan3d.Settings(side, 200, width, 0.0025, 0.00001, 0.5, 0.8, 400, 200); }
}
