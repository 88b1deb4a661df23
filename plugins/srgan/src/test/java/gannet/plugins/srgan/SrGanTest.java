package gannet.plugins.srgan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import gannet.layers.Compute;
import gannet.layers.Size;
import gannet.spi.Blueprint;
import gannet.spi.DataSpec;
import gannet.spi.Finding;
import gannet.spi.Phase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SrGanTest {
    private final SrGan srGan = new SrGan();

    private static SrGan.Settings settings(int factor, int cropSize, String features) {
        return new SrGan.Settings(factor, cropSize, true, 16, 64, 1_000_000, 200_000, 0.0001, 0.001, 0, Path.of(features), SrGan.Seeing.SQUEEZENET);
    }

    private List<String> parameters(SrGan.Settings settings) {
        return Blueprint.of(srGan, settings).stream().map(e -> e.name() + " " + e.plan().parameterCount()).toList();
    }

    /// The sums are in the README; the discriminator's is the one that others print at 96 pixels.
    @Test void hasAsManyParametersAsTheLayerTableGives() {
        assertThat(parameters(settings(4, 96, ""))).containsExactly("generator 1549462", "discriminator 23565505");
        assertThat(parameters(settings(2, 96, ""))).containsExactly("generator 1401749", "discriminator 23565505");
    }

    @Test void enlargesByItsFactor() {
        assertThat(SrGan.generator(settings(4, 96, "")).plan("generator", Compute.FLOAT32).outputs()).containsEntry("output", Size.of(3, 96, 96));
        assertThat(SrGan.generator(settings(2, 64, "")).plan("generator", Compute.FLOAT32).outputs()).containsEntry("output", Size.of(3, 64, 64));
        assertThat(SrGan.generator(settings(4, 96, "")).plan("generator", Compute.FLOAT32).anySize()).isTrue();
        assertThat(srGan.data(settings(2, 64, ""))).isEqualTo(new DataSpec.Crops(3, 64, 2));
    }

    @Test void asksForASeeingNetworkOnlyIfAFileIsGiven() {
        assertThat(parameters(settings(4, 96, ""))).hasSize(2);
        assertThatThrownBy(() -> parameters(settings(4, 96, "missing.mat"))).hasMessageContainingAll("missing.mat", "features", "does not exist");
    }

    @Test void learnsFirstWithoutAndThenWithADiscriminator() {
        assertThat(srGan.assemble(settings(4, 96, ""), new Blueprint()).phases()).extracting(Phase::name, Phase::length, phase -> phase.rate().factor(100_000, 1))
                .containsExactly(tuple("SRResNet", 1_000_000L, 1.0), tuple("SRGAN", 200_000L, 0.1));
    }

    @Test void rejectsFactorsAndSizesThatDoNotGoTogether() {
        assertThat(srGan.check(settings(3, 96, ""))).containsExactly(new Finding("factor", "factor must be 2 or 4, not 3."));
        assertThat(srGan.check(settings(4, 98, ""))).containsExactly(new Finding("cropSize", "cropSize must be a multiple of the factor 4, such as 96, not 98."));
        assertThat(srGan.check(settings(2, 98, ""))).isEmpty();
    }
}
