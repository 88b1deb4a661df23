package gannet.torch;

import static gannet.layers.Layers.*;
import static gannet.spi.Adam.adam;
import static gannet.spi.AdamW.adamW;
import static gannet.spi.RmsProp.rmsProp;
import static gannet.spi.Sgd.sgd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import gannet.layers.Compute;
import gannet.spi.AdamW;
import gannet.spi.Batch;
import gannet.spi.Optimizer;
import gannet.spi.Phase;
import gannet.spi.PluginException;
import gannet.spi.RmsProp;
import gannet.spi.Schedule;
import gannet.spi.Sgd;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Six steps of each optimizer against those of another implementation. The expected numbers were printed by `optimizers.py`.
class OptimizersTest {
    private record Case(String name, Optimizer optimizer, float... weights) {}

    @BeforeAll
    static void start() { TorchEngine.start(1); }

    private static Stream<Case> cases() {
        return Stream.of(
                new Case("Adam", adam(0.1).betas(0.5, 0.9), -0.5150571f, -0.04448653f, 0.165031f),
                new Case("AdamW", adamW(0.1).betas(0.5, 0.9).decaying(0.2), -0.4456394f, -0.04974415f, 0.1462594f),
                new Case("RMSprop", rmsProp(0.1).remembering(0.9), 0.0751725f, -0.3072294f, 0.1597595f),
                new Case("RMSprop with momentum", rmsProp(0.1).remembering(0.9).withMomentum(0.5), 0.6858176f, -0.2515005f, 0.1330666f),
                new Case("SGD", sgd(0.1), -0.6930532f, -0.2075092f, 0.1142185f),
                new Case("SGD with decay", sgd(0.1).decaying(0.2), -0.622363f, -0.1970051f, 0.1024129f),
                new Case("SGD with momentum", sgd(0.1).withMomentum(0.5).decaying(0.2), -0.4392337f, -0.2468625f, 0.03608755f),
                new Case("SGD with Nesterov's momentum", sgd(0.1).withNesterov(0.5), -0.490542f, -0.3040859f, 0.03285645f));
    }

    @TestFactory Stream<DynamicTest> sixStepsLeadWhereTheyLeadElsewhere() {
        return cases().map(c -> DynamicTest.dynamicTest(c.name(), () -> {
            try (var parts = new Parts(Compute.FLOAT32, 1)) {
                var phase = phase(parts, c.optimizer());
                steps(parts, phase, 0, 6);
                assertThat(weights(parts)).containsExactly(c.weights(), within(1e-6f));
            }
        }));
    }

    @TestFactory Stream<DynamicTest> threeStepsAndThreeAfterARestoreAreSixToTheBit() {
        return cases().map(c -> DynamicTest.dynamicTest(c.name(), () -> {
            try (var straight = new Parts(Compute.FLOAT32, 1); var resumed = new Parts(Compute.FLOAT32, 2)) {
                var phase = phase(straight, c.optimizer());
                steps(straight, phase, 0, 3);
                var again = phase(resumed, c.optimizer());
                resumed.restore(copy(straight));
                steps(resumed, again, 3, 6);
                steps(straight, phase, 3, 6);
                assertThat(weights(resumed)).isEqualTo(weights(straight));
            }
        }));
    }

    @TestFactory Stream<DynamicTest> aPhaseBeginsWithNothingRemembered() {
        return cases().map(c -> DynamicTest.dynamicTest(c.name(), () -> {
            try (var one = new Parts(Compute.FLOAT32, 1); var other = new Parts(Compute.FLOAT32, 1)) {
                var phase = phase(one, c.optimizer());
                steps(one, phase, 0, 3);
                one.beginPhase();
                var fresh = phase(other, c.optimizer());
                fill(other, weights(one));
                steps(one, phase, 3, 6);
                steps(other, fresh, 3, 6);
                assertThat(weights(other)).isEqualTo(weights(one));
            }
        }));
    }

    /// Plain descent moves by the gradient times the rate.
    @Test void aStepMeasuresItsGradientWhenAsked() {
        try (var parts = new Parts(Compute.FLOAT32, 1)) {
            var phase = phase(parts, sgd(0.1));
            var before = weights(parts);
            assertThat(parts.parameterLengths().get("n")).isCloseTo(length(before, new float[3]), within(1e-6));
            parts.measureGradients();
            steps(parts, phase, 0, 1);
            double measured = parts.gradientLengths().getOrDefault("n", Double.NaN);
            assertThat(measured).isCloseTo(length(before, weights(parts)) / 0.1, within(1e-5));
            steps(parts, phase, 1, 2);
            assertThat(parts.gradientLengths().get("n")).as("nobody asked for the second step").isEqualTo(measured);
        }
    }

    private static double length(float[] a, float[] b) {
        return Math.sqrt(Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
    }

    @Test void anOptimizerSaysWhatItNeeds() {
        assertThatThrownBy(() -> new AdamW(0.1, 0.9, 0.999, 1e-8, -1)).isInstanceOf(PluginException.class).hasMessageEndingWith("epsilon 1.0E-8, decay -1.0");
        assertThatThrownBy(() -> new RmsProp(0.1, 1, 1e-8, 0)).isInstanceOf(PluginException.class).hasMessageContaining("memory 1.0, momentum 0.0");
        assertThatThrownBy(() -> new Sgd(0.1, 0, true, 0)).isInstanceOf(PluginException.class).hasMessageContaining("momentum 0.0 (Nesterov's)");
    }

    /// `mean (x·w − 1)²` at four points a step, half the rate from the fourth step on.
    private static Phase phase(Parts parts, Optimizer optimizer) {
        var network = parts.network("n", takes(input("x", 3)).then(linear(1).withoutBias()), optimizer);
        fill(parts, LayersTest.made(0, 3));
        return Phase.steps("p", 6, Schedule.droppedTo(0.5, 3), (batch, step) -> step.learn(network, network.apply(batch.x()).sub(1).square().mean()));
    }

    private static void steps(Parts parts, Phase phase, int from, int to) {
        for (int i = from; i < to; i++) {
            int number = i;
            parts.step(phase, number, 0, scope -> new Batch(scope.create(LayersTest.made(100 + number, 12), new Shape(4, 3))), false);
        }
    }

    private static float[] weights(Parts parts) { return parts.networks().firstEntry().getValue().parameters().getFirst().toFloatArray(); }

    private static void fill(Parts parts, float[] weights) {
        parts.autograd().copy(parts.networks().firstEntry().getValue().parameters(), new NDList(parts.manager().create(weights, new Shape(1, 3))));
    }

    private static Map<String, NDList> copy(Parts parts) {
        var copy = new LinkedHashMap<String, NDList>();
        parts.state().forEach((part, arrays) -> {
            var arraysToo = new NDList();
            for (var array : arrays) {
                arraysToo.add(array.duplicate());
                arraysToo.getLast().setName(array.getName());
            }
            copy.put(part, arraysToo);
        });
        return copy;
    }
}
