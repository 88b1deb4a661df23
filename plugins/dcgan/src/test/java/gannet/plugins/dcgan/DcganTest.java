package gannet.plugins.dcgan;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.kit.AdversarialLoss;
import gannet.layers.Size;
import gannet.spi.Blueprint;
import gannet.spi.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class DcganTest {
    private final Dcgan dcgan = new Dcgan();

    /// The numbers of PyTorch's own example of DCGAN.
    @Test void hasAsManyParametersAsPublished() {
        assertThat(Blueprint.of(dcgan, settings(64, 3)).stream().map(e -> e.name() + " " + e.plan().parameterCount()).toList())
                .containsExactly("generator 3576704", "discriminator 2765568");
    }

    @Test void drawsAndJudgesPicturesOfTheSizeAskedFor() {
        for (int size = 8; size <= 256; size *= 2) {
            var networks = Blueprint.of(dcgan, settings(size, 1));
            assertThat(networks.get(0).plan().outputs()).containsEntry("output", Size.of(1, size, size));
            assertThat(networks.get(1).plan().outputs()).containsEntry("output", Size.of(1));
        }
    }

    @Test void rejectsAnImageSizeThatIsNotAPowerOfTwo() {
        assertThat(dcgan.check(settings(100, 3)))
                .containsExactly(new Finding("imageSize", "imageSize must be a power of two from 8 to 256, not 100."));
    }

    @Test void tellsAllThatIsWrongAtOnce() {
        assertThat(dcgan.check(settings(100, 2))).extracting(Finding::setting).containsExactly("imageSize", "channels");
    }

    @Test void acceptsItsDefaults() { assertThat(dcgan.check(settings(64, 3))).isEqualTo(List.of()); }

    private static Dcgan.Settings settings(int imageSize, int channels) {
        return new Dcgan.Settings(imageSize, channels, 100, 64, 4, 0.0002, 1, 0.5, AdversarialLoss.NON_SATURATING, 0);
    }
}
