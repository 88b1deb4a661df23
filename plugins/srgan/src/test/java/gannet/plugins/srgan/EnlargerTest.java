package gannet.plugins.srgan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import gannet.kit.Fidelity;
import gannet.layers.Compute;
import gannet.spi.Batch;
import gannet.spi.Media;
import gannet.spi.Network;
import gannet.torch.Given;
import gannet.torch.Parts;
import gannet.torch.TorchEngine;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A generator at work, with PyTorch, on pictures made of waves.
class EnlargerTest {
    private static final SrGan.Settings SETTINGS =
            new SrGan.Settings(4, 32, false, 1, 4, 10, 10, 0.0001, 0.001, 0, Path.of(""), SrGan.Seeing.VGG19);

    @BeforeAll
    static void start() { TorchEngine.start(1); }

    private final Parts parts = new Parts(Compute.FLOAT32, 3);
    private final SrGan srGan = new SrGan();

    @AfterEach void close() { parts.close(); }

    private Network generator() { return generator(parts); }

    private static Network generator(Parts parts) { return Objects.requireNonNull(parts.networks().get("generator")); }

    private NDArray waves(long... shape) { return waves(parts.manager(), shape); }

    private static NDArray waves(NDManager scope, long... shape) {
        var values = new float[(int) new Shape(shape).size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.round(127.5 + 127.5 * StrictMath.sin(i * 0.37 + i / 97 * 1.7)) / 127.5f - 1;
        }
        return scope.create(values, new Shape(shape));
    }

    @Test void wholePicturesOfAnySizeAreEnlargedWithoutSeams() {
        srGan.assemble(SETTINGS, parts);
        var picture = waves(1, 3, 140, 150);
        var output = new Enlarger(generator(), SETTINGS.crops(), SETTINGS.reach()).draw(new Batch(picture));

        assertThat(output.media()).isEqualTo(new Media.Photographs(3, 560, 600));
        var whole = generator().evaluate(SrGan.fromZeroToOne(picture)).clip(-1, 1);
        assertThat(output.values().sub(whole).abs().max().getFloat()).isLessThan(1e-5f);
    }

    /// Changing one pixel changes what is made of it, just as far as the generator says that it looks.
    @Test void looksAsFarAsItSays() {
        for (int factor : new int[] {2, 4}) {
            try (var others = new Parts(Compute.FLOAT32, 3)) {
                var settings = new SrGan.Settings(factor, 32, false, 2, 4, 10, 10, 0.0001, 0.001, 0, Path.of(""), SrGan.Seeing.VGG19);
                srGan.assemble(settings, others);
                int side = 2 * settings.reach() + 3;
                var picture = waves(others.manager(), 1, 3, side, side);
                var changed = picture.duplicate();
                changed.set(new NDIndex("0, 1, {}, {}", side / 2, side / 2), 5);
                var generator = generator(others);
                var before = generator.evaluate(picture).toFloatArray();
                var after = generator.evaluate(changed).toFloatArray();

                int first = side;
                for (int i = 0; i < before.length; i++) {
                    if (before[i] != after[i]) {
                        first = Math.min(first, i % (side * factor) / factor);
                    }
                }
                assertThat(side / 2 - first).as("pixels to the left that a pixel changes, ×" + factor)
                        .isLessThanOrEqualTo(settings.reach()).isGreaterThanOrEqualTo(settings.reach() - 2);
            }
        }
    }

    @Test void heldOutPiecesStandBesideBicubicAndTheTruth() {
        srGan.assemble(SETTINGS, parts);
        var high = waves(2, 3, 32, 32);
        var low = waves(2, 3, 8, 8);
        var output = new Enlarger(generator(), SETTINGS.crops(), SETTINGS.reach()).draw(new Batch(low, high));

        assertThat(output.media()).isEqualTo(new Media.ImageStrips(3, 32, List.of("low", "bicubic", "ours", "truth")));
        assertThat(output.values().getShape()).isEqualTo(new Shape(2, 4, 3, 32, 32));
        assertThat(output.values().get("1, 3").toFloatArray()).isEqualTo(high.get("1").toFloatArray());
        var enlarged = output.values().get("1, 0, 2").toFloatArray();
        var small = low.get("1, 2").toFloatArray();
        for (int i = 0; i < enlarged.length; i++) {
            assertThat(enlarged[i]).isEqualTo(small[i / 32 / 4 * 8 + i % 32 / 4]);
        }
    }

    @Test void measuresBothOnTheSamePieces() {
        var gan = srGan.assemble(SETTINGS, parts);
        var high = waves(3, 3, 32, 32);
        var measured = parts.examine(1, new Pieces(waves(3, 3, 8, 8), high), gan.evaluation());

        assertThat(measured).containsOnlyKeys("PSNR (Y, border 4)", "SSIM (Y, border 4)", "PSNR (Y, border 4) of bicubic", "SSIM (Y, border 4) of bicubic");
        var ours = generator().evaluate(SrGan.fromZeroToOne(waves(3, 3, 8, 8))).clip(-1, 1).toFloatArray();
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            sum += new Fidelity(4).psnr(Arrays.copyOfRange(ours, i * 3072, (i + 1) * 3072), Arrays.copyOfRange(high.toFloatArray(), i * 3072, (i + 1) * 3072), 32, 32);
        }
        assertThat(measured.get("PSNR (Y, border 4)")).isCloseTo(sum / 3, within(1e-3));
    }

    /// What a run would hold out.
    private record Pieces(NDArray low, NDArray high) implements Given {
        @Override public Batch examples(int most, NDManager scope) {
            var x = low.duplicate();
            var y = high.duplicate();
            x.attach(scope);
            y.attach(scope);
            return new Batch(x, y);
        }

        @Override public NDArray captions(List<String> captions, NDManager scope) { return NOTHING.captions(captions, scope); }

        @Override public int heldOut() { return 3; }

        @Override public Optional<Batch> labelled(int most, NDManager scope) { return Optional.empty(); }
    }
}
