package gannet.plugins.stackgan;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.layers.Size;
import gannet.spi.Augmentation;
import gannet.spi.Blueprint;
import gannet.spi.DataSpec;
import gannet.spi.Finding;
import gannet.spi.Text;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class StackGanTest {
    private final StackGan stackGan = new StackGan();

    /// Counted in the authors' PyTorch code, birds configuration; each generator with its conditioning. Reader and eye are
    /// Gannet's own, counted in PyTorch: `Embedding(5451, 300)` and `GRU(300, 512, bidirectional=True)`; convolutions and a matrix.
    @Test void hasAsManyParametersAsPublished() {
        assertThat(Blueprint.of(stackGan, settings(64, 4, 1024, "")).stream().map(e -> e.name() + " " + e.plan().parameterCount()).toList()).containsExactly(
                "reader 4135908", "eye 3282688", "generator1 10301248", "discriminator1 5715713", "generator2 26290080", "discriminator2 71269122");
    }

    @Test void paintsPicturesOfTheSizesAskedFor() {
        for (int side = 16; side <= 128; side *= 2) {
            for (int enlargement = 2; enlargement <= 8; enlargement *= 2) {
                var networks = Blueprint.of(stackGan, settings(side, enlargement, 64, ""));
                assertThat(networks.get(2).plan().outputs()).containsEntry("picture", Size.of(3, side, side));
                assertThat(networks.get(3).plan().outputs()).containsEntry("output", Size.of(1, 1, 1));
                assertThat(networks.get(4).plan().outputs()).containsEntry("picture", Size.of(3, side * enlargement, side * enlargement));
                assertThat(networks.get(5).plan().outputs()).containsEntry("captioned", Size.of(1, 1, 1)).containsEntry("alone", Size.of(1, 1, 1));
            }
        }
    }

    @Test void readsNothingIfVectorsAreGiven() {
        var settings = settings(64, 4, 1024, "birds.npy");
        assertThat(stackGan.data(settings)).isInstanceOfSatisfying(DataSpec.Captioned.class,
                captioned -> assertThat(captioned.text()).isEqualTo(new Text.Vectors(Path.of("birds.npy"), 1024)));
        assertThat(Blueprint.of(stackGan, settings)).extracting(Blueprint.Entry::name).doesNotContain("reader").contains("eye");
    }

    /// 76 of 64 pixels and 304 of 256, as in the authors' code.
    @Test void cutsPiecesOutOfSlightlyLargerPictures() {
        assertThat(stackGan.augmentation(settings(64, 4, 1024, ""))).isEqualTo(new Augmentation(304, true));
    }

    @Test void tellsAllThatIsWrongAtOnce() {
        assertThat(stackGan.check(settings(48, 3, 65, ""))).containsExactly(
                new Finding("imageSize", "imageSize must be a power of two from 16 to 128, not 48."),
                new Finding("enlargement", "enlargement must be 2, 4 or 8, not 3."),
                new Finding("embeddingSize", "embeddingSize must be even, not 65: half of it is read from each end of a caption."));
    }

    @Test void anEyeThatHasLearnedNothingTeachesNothing() {
        assertThat(stackGan.check(settings(64, 4, 1024, "", 0, 0.5))).containsExactly(
                new Finding("readingEpochs", "readingEpochs must be at least 1, not 0, where matchingWeight is 0.5: the eye learns then what the generators learn from it."));
        assertThat(stackGan.check(settings(64, 4, 1024, "", 0, 0))).isEqualTo(List.of());
    }

    @Test void acceptsItsDefaults() { assertThat(stackGan.check(settings(64, 4, 1024, ""))).isEqualTo(List.of()); }

    private static StackGan.Settings settings(int imageSize, int enlargement, int embeddingSize, String vectors) {
        return settings(imageSize, enlargement, embeddingSize, vectors, 100, 0);
    }

    private static StackGan.Settings settings(int imageSize, int enlargement, int embeddingSize, String vectors, int readingEpochs, double matchingWeight) {
        return new StackGan.Settings(imageSize, enlargement, true, 18, 5450, 300, embeddingSize, readingEpochs, 0.002, Path.of(vectors), false, 128, 100, 128, 64, 4, 600, 600, 0.0002, 0.0002, 2, 0, 0, matchingWeight, 0);
    }
}
