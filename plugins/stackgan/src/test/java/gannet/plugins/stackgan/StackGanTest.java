package gannet.plugins.stackgan;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import gannet.layers.Compute;
import gannet.layers.Size;
import gannet.spi.Augmentation;
import gannet.spi.Batch;
import gannet.spi.Blueprint;
import gannet.spi.DataSpec;
import gannet.spi.Finding;
import gannet.spi.Text;
import gannet.torch.Given;
import gannet.torch.Parts;
import gannet.torch.TorchEngine;
import gannet.torch.Waves;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

    @Test void learnsFromVectorsOfPicturesThatHaveNoCaptions() {
        TorchEngine.start(1);
        for (double likeness : new double[] {0, 10}) {
            var settings = new StackGan.Settings(16, 2, false, 18, 5450, 300, 8, 1, 0.002, Path.of("birds.npy"), false, 4, 4, 4, 4, 1, 1, 1, 0.0002, 0.0002, 2, 0.05, likeness, 0.5, 0);
            var mute = new Mute(new Waves(stackGan.data(settings)));
            try (var parts = new Parts(Compute.FLOAT32, 1)) {
                var gan = stackGan.assemble(settings, parts);
                for (var phase : gan.phases()) {
                    parts.beginPhase();
                    for (int number = 0; number < 2; number++) {
                        assertThat(parts.step(phase, number, 0, scope -> mute.examples(4, scope), true).values()).as(phase.name()).isNotEmpty().allMatch(Double::isFinite);
                    }
                }
                assertThat(parts.<Shape>draw(1, mute, sampler -> gan.drawing().draw(new StackGan.Draw("", 3, 2), sampler).values().getShape())).isEqualTo(new Shape(3, 5, 3, 32, 32));
                assertThat(parts.examine(1, mute, gan.evaluation()).values()).hasSize(3).allMatch(Double::isFinite);
            }
        }
    }

    /// Pictures and vectors, and no words.
    private record Mute(Waves waves) implements Given {
        @Override public Batch examples(int most, NDManager scope) {
            var batch = waves.examples(most, scope);
            return new Batch(batch.x(), batch.y());
        }

        @Override public NDArray captions(List<String> captions, NDManager scope) { return waves.captions(captions, scope); }

        @Override public int heldOut() { return waves.heldOut(); }

        @Override public Optional<Batch> labelled(int most, NDManager scope) { return Optional.empty(); }
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

    @Test void wantsTwoPicturesInABatch() { assertThat(stackGan.smallestBatch()).isEqualTo(2); }

    @Test void acceptsItsDefaults() { assertThat(stackGan.check(settings(64, 4, 1024, ""))).isEqualTo(List.of()); }

    private static StackGan.Settings settings(int imageSize, int enlargement, int embeddingSize, String vectors) {
        return settings(imageSize, enlargement, embeddingSize, vectors, 100, 0);
    }

    private static StackGan.Settings settings(int imageSize, int enlargement, int embeddingSize, String vectors, int readingEpochs, double matchingWeight) {
        return new StackGan.Settings(imageSize, enlargement, true, 18, 5450, 300, embeddingSize, readingEpochs, 0.002, Path.of(vectors), false, 128, 100, 128, 64, 4, 600, 600, 0.0002, 0.0002, 2, 0, 0, matchingWeight, 0);
    }
}
