package gannet.plugins.wgangp;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.layers.Plan;
import gannet.spi.Adam;
import gannet.spi.Blueprint;
import gannet.spi.Finding;
import org.junit.jupiter.api.Test;

class WganGpTest {
    private final WganGp variant = new WganGp();

    /// DCGAN's, by PyTorch's example: layer norm has a scale and a shift for each channel as batch norm has. The noise is 128
    /// long as in the authors' code, which adds 28 · 512 · 4² weights.
    @Test void hasDcgansParameters() {
        assertThat(Blueprint.of(variant, settings(64, 100)).stream().map(e -> e.name() + " " + e.plan().parameterCount()).toList())
                .containsExactly("generator 3576704", "critic 2765568");
        assertThat(Blueprint.of(variant, settings(64, 128)).getFirst().plan().parameterCount()).isEqualTo(3_576_704 + 28 * 512 * 16);
    }

    /// A penalty on each picture's slope makes no sense where pictures of a batch depend on each other.
    @Test void hasNoBatchNormInTheCritic() {
        var critic = Blueprint.of(variant, settings(64, 128)).get(1).plan();
        assertThat(critic.buffers()).extracting(Plan.Variable::name).isEmpty();
    }

    @Test void learnsAsPublishedByDefault() {
        var paper = variant.card().presets().getFirst();
        assertThat(paper.changes()).isEmpty();
        assertThat(Blueprint.of(variant, settings(64, 128))).extracting(Blueprint.Entry::optimizer)
                .containsOnly(Adam.adam(0.0001).betas(0, 0.9));
    }

    @Test void rejectsAnImageSizeThatIsNotAPowerOfTwo() {
        assertThat(variant.check(settings(100, 128)))
                .containsExactly(new Finding("imageSize", "imageSize must be a power of two from 8 to 256, not 100."));
    }

    private static WganGp.Settings settings(int imageSize, int latentSize) { return new WganGp.Settings(imageSize, 3, latentSize, 64, 0.0001, 5, 10); }
}
