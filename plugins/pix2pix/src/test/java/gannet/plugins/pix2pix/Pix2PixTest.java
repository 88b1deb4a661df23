package gannet.plugins.pix2pix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import gannet.layers.Compute;
import gannet.layers.Size;
import gannet.spi.Augmentation;
import gannet.spi.Blueprint;
import gannet.spi.Finding;
import gannet.spi.Phase;
import org.junit.jupiter.api.Test;

class Pix2PixTest {
    private final Pix2Pix variant = new Pix2Pix();

    /// The generator's number is the one that the authors' PyTorch code prints, 54.414 M. So is the discriminator's, 2.769 M; by hand:
    /// 6·64·4² + 64, then 64·128·4² + 128·256·4² + 256·512·4² without biases, 2·(128 + 256 + 512) of norms, and 512·4² + 1.
    @Test void hasAsManyParametersAsTheAuthorsNetworks() {
        int discriminator = 6 * 64 * 16 + 64 + 16 * (64 * 128 + 128 * 256 + 256 * 512) + 2 * (128 + 256 + 512) + 512 * 16 + 1;
        assertThat(Blueprint.of(variant, settings(256)).stream().map(e -> e.name() + " " + e.plan().parameterCount()).toList())
                .containsExactly("generator 54413955", "discriminator " + discriminator);
    }

    /// Seven halvings instead of eight: one rung of 512 filters less, which has 512·512·4² + 1024·512·4² weights and 2·2·512 of norms.
    @Test void hasOneRungLessAtHalfTheSize() {
        assertThat(Pix2Pix.generator(settings(128)).parameterCount()).isEqualTo(54_413_955 - 512 * 512 * 16 - 1024 * 512 * 16 - 4 * 512);
    }

    @Test void translatesToTheSameSize() {
        for (int size = 32; size <= 256; size *= 2) {
            assertThat(Pix2Pix.generator(settings(size)).plan("generator", Compute.FLOAT32).outputs()).containsEntry("output", Size.of(3, size, size));
        }
    }

    /// 256 → 128 → 64 → 32 → 31 → 30, as in the paper's code.
    @Test void judgesPatches() {
        assertThat(Pix2Pix.discriminator(settings(256)).plan("discriminator", Compute.FLOAT32).outputs()).containsEntry("output", Size.of(1, 30, 30));
    }

    @Test void enlargesPicturesAsThePaperDoes() {
        assertThat(variant.augmentation(settings(256))).isEqualTo(new Augmentation(286, true));
    }

    @Test void lasts200Epochs() {
        assertThat(variant.assemble(settings(256), new Blueprint()).phases()).extracting(Phase::name, Phase::length, Phase::unit)
                .containsExactly(tuple("training", 200L, Phase.Unit.EPOCHS));
    }

    @Test void rejectsAnImageSizeThatIsNotAPowerOfTwo() {
        assertThat(variant.check(settings(100)))
                .containsExactly(new Finding("imageSize", "imageSize must be a power of two from 32 to 1024, not 100."));
    }

    private static Pix2Pix.Settings settings(int imageSize) {
        return new Pix2Pix.Settings(imageSize, Pix2Pix.Direction.A_TO_B, true, true, 64, 100, 0.0002, 0.5, 200);
    }
}
