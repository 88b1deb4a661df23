package gannet.torch;

import static gannet.layers.Layers.*;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import gannet.layers.Architecture;
import gannet.layers.Compute;
import gannet.layers.Layer;
import gannet.spi.Adam;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The faster ways of calculating against plain float32: values, and gradients by inputs and weights.
class ComputeTest {
    @BeforeAll
    static void start() { TorchEngine.start(1); }

    @TestFactory Stream<DynamicTest> everyWayOfCalculatingGivesTheSame() {
        return Stream.of(
                takes(input("x", 16, 8, 8)).then(conv(32, 4, 2)),
                takes(input("x", 16, 8, 4)).then(conv(32, 4, 2).withoutBias()),
                takes(input("x", 16, 8, 8)).then(conv(32, 4, 2).withSpectralNorm()),
                takes(input("x", 16, 4, 4)).then(convTranspose(8, 4, 2)),
                takes(input("x", 16, 2, 4)).then(convTranspose(8, 4, 2).withoutBias()),
                takes(input("x", 16, 16, 16)).then(conv(8, 4, 2).withoutBias(), instanceNorm(), silu(), convTranspose(4, 4, 2), tanh()),
                takes(input("x", 4, 8, 8, 8)).then(conv(8, 4, 2), convTranspose(8, 4, 2)),
                takes(input("x", 8, 2, 2, 2)).then(conv(17, 3)),
                takes(input("x", 8, 1, 2, 2)).then(conv(16, 2).withPadding(1)),
                takes(input("x", 8, 3, 3, 3)).then(conv(17, 5)),
                takes(input("x", 8, 2, 2, 2)).then(convTranspose(17, 3, 1)),
                takes(input("x", 8, 1, 2, 2)).then(convTranspose(2, 4, 2)),
                takes(input("x", 3, 4, 8, 4)).then(conv(24, 4, 2), convTranspose(8, 4, 2).withoutBias()),
                takes(input("x", 16, 16, 16)).then(convTranspose(8, 3, 2).withOutputPadding(1)),
                takes(input("x", 1, 8, 4, 6)).then(conv(8, 4, 2), convTranspose(2, 4, 2)),
                takes(input("x", 2, 7, 4, 6)).then(conv(4, 4, 2)),
                takes(input("x", 8, 4, 8)).then(convTranspose(3, 4, 2)),
                takes(input("x", 8, 4, 4)).then(conv(32, 3)),
                takes(input("x", 8, 5, 6)).then(conv(64, 4).withoutBias()),
                takes(input("x", 8, 6, 6)).then(conv(32, 3).withPadding(0).withSpectralNorm()),
                takes(input("x", 8, 9, 12)).then(conv(3, 7)),
                takes(input("x", 8, 9, 12)).then(conv(4, 5).withPadding(0).withoutBias()),
                takes(input("x", 8, 6, 6)).then(prelu()),
                takes(input("x", 8, 6, 6)).then(new Layer.PRelu(true)),
                takes(input("x", 8, 6, 6)).then(new Layer.InstanceNorm(true)),
                takes(input("x", 8, 4, 4, 4)).then(instanceNorm(), leakyRelu(0.2)),
                takes(input("x", 16, 4, 4)).then(conv(1, 4).withPadding(0), flatten()),
                takes(input("x", 16, 1, 1)).then(convTranspose(8, 4, 1).withPadding(0).withoutBias()))
                .flatMap(network -> Stream.of(Compute.FLOAT32_CHANNELS_LAST, Compute.BFLOAT16_CHANNELS_LAST)
                        .map(compute -> DynamicTest.dynamicTest(compute + " " + network.body(), () -> same(network, compute))));
    }

    /// Larger or smaller images than declared take another road through the same layer.
    @TestFactory Stream<DynamicTest> soDoImagesOfAnotherSize() {
        return Stream.of(9, 12).map(side -> DynamicTest.dynamicTest(side + " instead of 8", () -> {
            try (var plain = new Parts(Compute.FLOAT32, 1); var fast = new Parts(Compute.BFLOAT16_CHANNELS_LAST, 1)) {
                var network = takes(input("x", 16, 8, 8)).then(conv(32, 4, 2));
                var x = plain.manager().randomNormal(new Shape(2, 16, side, side));
                var expected = plain.network("n", network, Adam.adam(1)).apply(x);
                fast.network("n", network, Adam.adam(1));
                fast.restore(plain.state());
                near(fast.networks().firstEntry().getValue().apply(x), expected, 0.02);
            }
        }));
    }

    @Test void parametersThatHaveChangedAreConvertedAnew() {
        try (var parts = new Parts(Compute.BFLOAT16_CHANNELS_LAST, 1)) {
            var network = (TorchNetwork) parts.network("n", takes(input("x", 4, 8, 8)).then(conv(4, 3), flatten(), linear(1)), Adam.adam(0.1));
            var x = parts.manager().randomNormal(new Shape(2, 4, 8, 8));
            var saved = new NDList(network.state().stream().map(array -> named(array.getName(), array.duplicate())).toList());
            float before = network.evaluate(x).sum().getFloat();
            parts.autograd().learn("loss", network.apply(x).add(network.apply(x.mul(2))).sum(), List.of(network), 1, null);
            assertThat(network.evaluate(x).sum().getFloat()).isLessThan(before - 1);
            parts.restore(Map.of("n", saved, "n.optimizer", network.optimizerState()));
            assertThat(network.evaluate(x).sum().getFloat()).isEqualTo(before);
        }
    }

    private static NDArray named(String name, NDArray array) {
        array.setName(name);
        return array;
    }

    private static void same(Architecture architecture, Compute compute) {
        double tolerance = compute == Compute.BFLOAT16_CHANNELS_LAST ? 0.03 : 1e-5;
        try (var plain = new Parts(Compute.FLOAT32, 1); var fast = new Parts(compute, 1)) {
            var expected = (TorchNetwork) plain.network("n", architecture, Adam.adam(1));
            var network = (TorchNetwork) fast.network("n", architecture, Adam.adam(1));
            fast.restore(plain.state());
            var x = plain.manager().randomNormal(new Shape(5).addAll(new Shape(architecture.inputs().getFirst().shape().array())));
            x.setRequiresGradient(true);
            var weights = plain.manager().randomNormal(expected.apply(x).getShape());
            fast.restore(plain.state());                               // a power iteration has moved on
            near(network.evaluate(x), expected.evaluate(x), tolerance);
            var wanted = gradients(plain, expected, x, weights);
            var got = gradients(fast, network, x, weights);
            for (int i = 0; i < wanted.size(); i++) {
                near(got.get(i), wanted.get(i), tolerance);
            }
        }
    }

    private static NDList gradients(Parts parts, TorchNetwork network, NDArray x, NDArray weights) {
        var of = new NDList(network.parameters());
        of.add(x);
        return parts.autograd().gradients(network.apply(x).mul(weights).sum(), of);
    }

    private static void near(NDArray got, NDArray wanted, double tolerance) {
        assertThat(got.getShape()).isEqualTo(wanted.getShape());
        assertThat(got.sub(wanted).abs().max().getFloat()).isLessThan((float) (tolerance * wanted.abs().max().getFloat()));
    }
}
