package gannet.torch;

import static gannet.layers.Layers.*;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import gannet.layers.Architecture;
import gannet.layers.ArchitectureException;
import gannet.layers.Compute;
import gannet.layers.Layer;
import gannet.spi.Adam;
import gannet.spi.Batch;
import gannet.spi.Gan;
import gannet.spi.Phase;
import gannet.spi.PluginException;
import gannet.spi.Schedule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What an author reads who made a mistake.
class MessagesTest {
    private final Parts parts = new Parts(Compute.FLOAT32, 1);
    private final NDArray x = parts.manager().randomNormal(new Shape(2, 3, 16, 16));

    @BeforeAll
    static void start() { TorchEngine.start(1); }

    @AfterEach void close() { parts.close(); }

    @Test void anUnknownOperationIsBlamedOnItsScript() {
        fails(image(section("encoder", conv(4, 3), script("return torch.swishh(x)"))), "n.encoder.script1: ", "swishh");
    }

    @Test void aSyntaxErrorIsBlamedOnItsScript() { fails(image(script("return torch.relu(x")), "n.script1: ", "return torch.relu(x"); }

    @Test void aFailureIsBlamedOnItsScriptWhenTheNetworkIsMade() {
        fails(image(conv(4, 3), script("return torch.matmul(x, torch.ones([7, 7]))")), "n.script1: ", "mat1 and mat2 shapes cannot be multiplied");
    }

    @Test void aScriptThatMakesAnotherShapeThanPromisedIsBlamedItself() {
        fails(image(script("return torch.mean(x, [2, 3])"), conv(4, 3)), "n.script1: ", "is planned to make [3, 16, 16] but makes [3]");
    }

    @Test void aWrongInputIsToldWithWhatFits() {
        var network = parts.network("n", image(flatten(), linear(1)), Adam.adam(1));
        assertThatThrownBy(() -> network.apply(parts.manager().zeros(new Shape(2, 3, 8, 8)))).isInstanceOf(PluginException.class)
                .hasMessage("n takes batches of image 3×16×16, not (2, 3, 8, 8)");
    }

    @Test void aLossThatDoesNotDependOnItsNetworkIsRefused() {
        var network = parts.network("n", image(conv(4, 3)), Adam.adam(1));
        refuses((batch, step) -> step.learn(network, network.apply(x).stopGradient().mean()),
                "n cannot learn from this loss, which does not depend on it. Was there a stopGradient(), evaluate() or toType() on the way?");
        var other = parts.network("other", image(conv(4, 3)), Adam.adam(1));
        refuses((batch, step) -> step.learn(other, network.apply(x).mean()), "other cannot learn from this loss, which does not depend on it.");
    }

    @Test void aLossOfSeveralNumbersIsRefused() {
        var network = parts.network("n", image(conv(4, 3)), Adam.adam(1));
        refuses((batch, step) -> step.learn(network, network.apply(x)), "The loss \"n\" must be one number, not (2, 4, 16, 16); take its mean()");
    }

    @Test void aLossThatWasUsedUpIsRefused() {
        var network = parts.network("n", image(conv(4, 3)), Adam.adam(1));
        refuses((batch, step) -> {
            var loss = network.apply(x).square().mean();
            step.learn(network, loss);
            step.report("x", loss);
            step.learn("again", loss, network);
        }, "n cannot learn from this loss: an earlier learn() has used it up. Compute it again.");
    }

    @Test void aLossFromBeforeALearnIsRefused() {
        var network = parts.network("n", image(conv(3, 3)), Adam.adam(1));
        refuses((batch, step) -> {
            var early = network.apply(network.apply(x)).square().mean();
            step.learn(network, network.apply(x).square().mean());
            step.learn("late", early, network);
        }, "n cannot learn from this loss: it passed through a network that has learned since. Apply that network again after its learn().");
    }

    /// There a layer reads a copy of its weights.
    @Test void aLossFromBeforeALearnIsRefusedInBfloat16Too() {
        try (var fast = new Parts(Compute.BFLOAT16_CHANNELS_LAST, 1)) {
            var network = fast.network("n", image(conv(8, 3), silu(), conv(3, 3)), Adam.adam(1));
            var phase = Phase.steps("p", 1, Schedule.constant(), (batch, step) -> {
                var early = network.apply(network.apply(batch.x())).square().mean();
                step.learn(network, network.apply(batch.x()).square().mean());
                step.learn("late", early, network);
            });
            assertThatThrownBy(() -> fast.step(phase, 0, 0, scope -> new Batch(scope.ones(new Shape(2, 3, 16, 16))), true)).isInstanceOf(PluginException.class)
                    .hasMessageStartingWith("n cannot learn from this loss: it passed through a network that has learned since.");
        }
    }

    @Test void twoNetworksOfOneNameAreRefused() {
        parts.network("n", image(conv(3, 3)), Adam.adam(1));
        assertThatThrownBy(() -> parts.network("n", image(conv(3, 3)), Adam.adam(1)))
                .hasMessage("Two networks are called \"n\"; give one of them another name.");
    }

    @Test void namesAreWordsBecauseTheyBecomeFiles() {
        assertThatThrownBy(() -> parts.network("../n", image(conv(3, 3)), Adam.adam(1)))
                .hasMessage("\"../n\": a network's name is made of letters, digits, dashes and underscores");
        assertThatThrownBy(() -> parts.pool("a b", 3)).hasMessageStartingWith("A pool has a name of letters, digits, dashes and underscores");
    }

    @Test void anAverageDoesNotLearn() {
        var network = parts.network("n", image(conv(3, 3)), Adam.adam(1));
        var average = parts.averageOf(network, 0.9);
        refuses((batch, step) -> step.learn(average, average.apply(x).mean()), "n.average does not learn: it is fixed or an average.");
    }

    @Test void aChartLineTakesOneNumber() {
        refuses((batch, step) -> step.report("D(real)", x), "A chart line takes one number a step; \"D(real)\" has shape (2, 3, 16, 16). Take its mean().");
        refuses((batch, step) -> {
            step.report("a", 1);
            step.report("a", 2);
        }, "Two values are reported as \"a\" in one step; give one of them another name.");
    }

    @Test void anUnlabelledBatchHasNoY() {
        refuses((batch, step) -> batch.y(), "This batch has no y: the variant's data() asks for unlabelled examples.");
    }

    private static Architecture image(Layer... layers) { return takes(input("image", 3, 16, 16)).then(layers); }

    private void fails(Architecture architecture, String... parts) {
        assertThatThrownBy(() -> this.parts.network("n", architecture, Adam.adam(1)))
                .isInstanceOf(ArchitectureException.class).hasMessageStartingWith(parts[0]).hasMessageContaining(parts[1]);
    }

    private void refuses(Gan.Training training, String message) {
        var phase = Phase.steps("p", 1, Schedule.constant(), training);
        assertThatThrownBy(() -> parts.step(phase, 0, 0, scope -> new Batch(x), true))
                .isInstanceOf(PluginException.class).hasMessageStartingWith(message);
    }
}
