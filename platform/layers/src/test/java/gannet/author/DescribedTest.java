package gannet.author;

import static gannet.layers.Layers.conv;
import static gannet.layers.Layers.image;
import static gannet.layers.Layers.linear;
import static gannet.layers.Layers.relu;
import static gannet.layers.Layers.repeat;
import static gannet.layers.Layers.residual;
import static gannet.layers.Layers.sequence;
import static gannet.layers.Layers.takes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gannet.layers.Architecture;
import gannet.layers.ArchitectureException;
import gannet.layers.Compute;
import gannet.layers.Described;
import gannet.layers.Plan;
import java.util.function.Supplier;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;

/// As an author sees it, from another package than that of the layers.
class DescribedTest {
    private static final String FILE = "DescribedTest.java";

    @Test void namesTheLineOfALayerThatDoesNotFit() {
        int[] line = new int[1];
        assertThatThrownBy(() -> noted(() -> {
            line[0] = here() + 3;
            return takes(image(3, 8)).then(
                    conv(4, 3),
                    linear(7));
        })).isInstanceOf(ArchitectureException.class).satisfies(thrown ->
                assertThatMessage(thrown).startsWith("generator.linear1 (" + FILE + ":" + line[0] + "): "));
    }

    @Test void namesTheLineOfTheLayerThatObjects() {
        int[] line = new int[1];
        assertThatThrownBy(() -> noted(() -> {
            line[0] = here() + 2;
            return takes(image(3, 8)).then(
                    repeat(2, sequence(relu(), residual(
                            conv(5, 3)))));
        })).satisfies(thrown -> assertThatMessage(thrown).contains("(" + FILE + ":" + line[0] + ")").contains("cannot be added"));
    }

    @Test void saysNothingOfLinesThatNobodyNoted() {
        var architecture = takes(image(3, 8)).then(linear(7));
        assertThatThrownBy(() -> architecture.plan("generator", Compute.FLOAT32)).satisfies(thrown -> assertThatMessage(thrown).startsWith("generator.linear1: "));
    }

    private static AbstractStringAssert<?> assertThatMessage(Throwable thrown) {
        return assertThat(String.valueOf(thrown.getMessage()));
    }

    private static Plan noted(Supplier<Architecture> described) { return Described.noting(() -> described.get().plan("generator", Compute.FLOAT32)); }

    private static int here() { return StackWalker.getInstance().walk(frames -> frames.skip(1).findFirst().orElseThrow().getLineNumber()); }
}
