package gannet.plugins.cyclegan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import gannet.layers.Compute;
import gannet.layers.Size;
import gannet.spi.Augmentation;
import gannet.spi.Blueprint;
import gannet.spi.Finding;
import gannet.spi.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;

class CycleGanTest {
    private final CycleGan cycleGan = new CycleGan();

    /// The numbers that the authors' PyTorch code prints.
    @Test void hasAsManyParametersAsPublished() {
        assertThat(parameters(settings(256))).containsExactly("A-to-B 11378179", "B-to-A 11378179", "D-A 2764737", "D-B 2764737");
        assertThat(parameters(settings(128))).contains("A-to-B 7837699");
    }

    @Test void takesAsManyBlocksAsItIsTold() {
        assertThat(settings(256, 3, 2, CycleGan.Padding.REFLECTION).blocks()).isEqualTo(3);
    }

    @Test void translatesToTheSameSize() {
        for (int size : new int[] {32, 64, 100, 256}) {
            assertThat(CycleGan.generator(settings(size)).plan("A-to-B", Compute.FLOAT32).outputs())
                    .containsEntry("output", Size.of(3, size, size));
        }
    }

    /// Counted by hand: 32 pixels halved three times end in 512 maps of 4 × 4, whatever stands around the picture, and
    /// doubling takes as many weights enlarged as transposed; norms over a whole picture have a scale and a shift for each map.
    @Test void halvesPicturesAsOftenAsItIsTold() {
        int ends = 7 * 7 * 3 * 64 + 64 + 7 * 7 * 64 * 3 + 3;
        int halving = 9 * (64 * 128 + 128 * 256 + 256 * 512) + 128 + 256 + 512;
        int doubling = 9 * (512 * 256 + 256 * 128 + 128 * 64) + 256 + 128 + 64;
        int block = 2 * (9 * 512 * 512 + 512);
        int norms = 2 * (64 + 128 + 256 + 512 + 2 * 512 + 256 + 128 + 64);
        for (var padding : CycleGan.Padding.values()) {
            for (var way : CycleGan.Doubling.values()) {
                for (var norm : CycleGan.Norm.values()) {
                    var plan = CycleGan.generator(settings(32, 1, 3, padding, norm, way)).plan("A-to-B", Compute.FLOAT32);
                    assertThat(plan.outputs()).containsEntry("output", Size.of(3, 32, 32));
                    assertThat(plan.parameterCount()).isEqualTo(ends + halving + block + doubling + (norm == CycleGan.Norm.LAYER ? norms : 0));
                }
            }
        }
    }

    /// 256 → 128 → 64 → 32 → 31 → 30, as the paper's code does it.
    @Test void judgesPatches() {
        assertThat(CycleGan.discriminator(settings(256)).plan("D-A", Compute.FLOAT32).outputs())
                .containsEntry("output", Size.of(1, 30, 30));
    }

    @Test void enlargesPicturesAsThePaperDoes() {
        assertThat(cycleGan.augmentation(settings(256))).isEqualTo(new Augmentation(286, true));
        assertThat(cycleGan.augmentation(settings(128))).isEqualTo(new Augmentation(143, true));
    }

    @Test void lasts200EpochsOfWhichTheLastHalfSlowsDown() {
        var phases = cycleGan.assemble(settings(256), new Blueprint()).phases();

        assertThat(phases).extracting(Phase::name, Phase::length, Phase::unit)
                .containsExactly(tuple("training", 200L, Phase.Unit.EPOCHS));
        assertThat(List.of(0, 99, 150, 200)).map(epoch -> phases.getFirst().rate().factor(0, epoch)).containsExactly(1.0, 1.0, 0.5, 0.0);
    }

    @Test void rejectsAnImageSizeThatCannotBeHalvedTwice() {
        assertThat(cycleGan.check(settings(130)))
                .containsExactly(new Finding("imageSize", "imageSize must be a multiple of 4, such as 128 or 256, not 130."));
    }

    @Test void rejectsAnImageSizeThatCannotBeHalvedAsOftenAsItIsTold() {
        assertThat(cycleGan.check(settings(36, 0, 3, CycleGan.Padding.ZERO)))
                .containsExactly(new Finding("imageSize", "imageSize must be a multiple of 8, such as 128 or 256, not 36."));
    }

    @Test void rejectsHalvingsThatLeaveNothingToMirror() {
        assertThat(cycleGan.check(settings(32, 0, 5, CycleGan.Padding.REFLECTION))).containsExactly(
                new Finding("halvings", "halvings must be fewer for pictures of 32 pixels, not 5: one pixel has nothing to mirror."));
        assertThat(cycleGan.check(settings(32, 0, 5, CycleGan.Padding.ZERO))).isEmpty();
    }

    private List<String> parameters(CycleGan.Settings settings) {
        return Blueprint.of(cycleGan, settings).stream().map(e -> e.name() + " " + e.plan().parameterCount()).toList();
    }

    private static CycleGan.Settings settings(int imageSize) { return settings(imageSize, 0, 2, CycleGan.Padding.REFLECTION); }

    private static CycleGan.Settings settings(int imageSize, int blocks, int halvings, CycleGan.Padding padding) {
        return settings(imageSize, blocks, halvings, padding, CycleGan.Norm.INSTANCE, CycleGan.Doubling.TRANSPOSED);
    }

    private static CycleGan.Settings settings(int imageSize, int blocks, int halvings, CycleGan.Padding padding, CycleGan.Norm norm, CycleGan.Doubling doubling) {
        return new CycleGan.Settings(imageSize, true, true, blocks, halvings, padding, norm, doubling, 64, 10, 0.5, 0, 0, 50, 0.0002, 0.5, 0, 100, 100);
    }
}
