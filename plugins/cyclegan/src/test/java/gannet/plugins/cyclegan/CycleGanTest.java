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
        assertThat(new CycleGan.Settings(256, true, true, 3, 64, 10, 0.5, 50, 0.0002, 0.5, 0, 100, 100).blocks()).isEqualTo(3);
    }

    @Test void translatesToTheSameSize() {
        for (int size : new int[] {32, 64, 100, 256}) {
            assertThat(CycleGan.generator(settings(size)).plan("A-to-B", Compute.FLOAT32).outputs())
                    .containsEntry("output", Size.of(3, size, size));
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

    private List<String> parameters(CycleGan.Settings settings) {
        return Blueprint.of(cycleGan, settings).stream().map(e -> e.name() + " " + e.plan().parameterCount()).toList();
    }

    private static CycleGan.Settings settings(int imageSize) {
        return new CycleGan.Settings(imageSize, true, true, 0, 64, 10, 0.5, 50, 0.0002, 0.5, 0, 100, 100);
    }
}
