package gannet.torch;

import static gannet.layers.Layers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import gannet.kit.AdversarialLoss;
import gannet.kit.Losses;
import gannet.layers.Architecture;
import gannet.layers.Compute;
import gannet.layers.Init;
import gannet.layers.Layer;
import gannet.layers.Size;
import gannet.spi.Adam;
import gannet.spi.Batch;
import gannet.spi.Phase;
import gannet.spi.Schedule;
import gannet.spi.Step;
import java.util.LinkedHashMap;
import java.util.function.BinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Derivatives against finite differences along a random direction through all parameters.
class GradientTest {
    @BeforeAll
    static void start() { TorchEngine.start(1); }

    @TestFactory Stream<DynamicTest> aLayersGradientIsItsFiniteDifference() {
        var layers = new LinkedHashMap<String, Architecture>();
        layers.put("conv 1-D", on(12).then(conv(4, 3, 2)));
        layers.put("conv 2-D", on(6, 6).then(conv(4, 4, 2)));
        layers.put("conv 3-D", on(6, 6, 6).then(conv(4, 4, 2)));
        layers.put("conv over the whole map", on(4, 4).then(conv(4, 4).withPadding(0)));
        layers.put("spectral conv", on(6, 6).then(conv(4, 3).withSpectralNorm()));
        layers.put("transposed conv 1-D", on(6).then(convTranspose(4, 4, 2)));
        layers.put("transposed conv 2-D", on(4, 4).then(convTranspose(4, 3, 2).withOutputPadding(1)));
        layers.put("transposed conv 3-D", on(3, 3, 3).then(convTranspose(4, 4, 2)));
        layers.put("transposed conv from a point", on(1, 1).then(convTranspose(4, 4, 1).withPadding(0).withoutBias()));
        layers.put("linear", on(4).then(flatten(), linear(6)));
        layers.put("spectral linear", on(4).then(flatten(), linear(6).withSpectralNorm()));
        layers.put("batch norm", after(batchNorm()));
        layers.put("batch norm and ReLU", after(batchNorm(), conv(3, 1), relu(), conv(2, 3)));
        layers.put("instance norm", after(instanceNorm(), silu()));
        layers.put("affine instance norm", after(new Layer.InstanceNorm(true), silu()));
        layers.put("group norm", after(groupNorm(2)));
        layers.put("layer norm", after(layerNorm()));
        for (var curve : Layer.Activation.Curve.values()) {
            layers.put(curve.toString(), after(new Layer.Activation(curve, 0.2)));
        }
        layers.put("prelu", after(prelu()));
        layers.put("prelu per channel", after(new Layer.PRelu(true)));
        layers.put("reflection pad", after(reflectionPad(1)));
        layers.put("upsample", after(upsample(2)));
        layers.put("pixel shuffle", after(pixelShuffle(2)));
        layers.put("max pool", after(maxPool(2, 2)));
        layers.put("average pool", after(averagePool(2, 2)));
        layers.put("reshape", after(reshape(16, 3, 3), conv(2, 3)));
        layers.put("residual", after(residual(conv(4, 3), silu(), conv(4, 3))));
        layers.put("skip", after(silu(), skip(conv(4, 3), silu()), conv(2, 3)));
        layers.put("concat", after(concat(pass(), conv(2, 3), sequence(conv(2, 1), tanh()))));
        layers.put("mark and from", after(mark("early"), tanh(), concat(pass(), from("early", silu()))));
        layers.put("tile", takes(input("image", 3, 4, 4), input("word", 3)).then(concat(pass(), from("word", linear(2), tile(4))), conv(2, 3)));
        layers.put("conv in groups", on(6, 6).then(conv(4, 3), silu(), conv(6, 3).inGroups(2)));
        layers.put("spectral transposed conv", on(3, 3).then(convTranspose(4, 4, 2).withSpectralNorm()));
        layers.put("zero pad", after(silu(), zeroPad(1), conv(2, 3)));
        layers.put("pixel shuffle 1-D", on(6).then(conv(4, 3), pixelShuffle(2), silu()));
        layers.put("pixel shuffle 3-D", on(2, 2, 2).then(conv(8, 3), pixelShuffle(2), silu()));
        layers.put("max pool, partial", after(maxPool(3, 2).withPartial()));
        layers.put("tile along 3", on().then(linear(4), tile(2).along(3), silu(), conv(2, 3)));
        layers.put("self-attention", attending(selfAttention()));
        layers.put("spectral self-attention", attending(selfAttention().withSpectralNorm()));
        layers.put("embedding", words(embedding(7, 3), tanh()));
        layers.put("padded embedding", words(embedding(7, 3).withPadding(), tanh()));
        for (var reader : new Layer.Recurrent[] {gru(3), lstm(3)}) {
            layers.put(reader.cell().toString(), words(embedding(7, 3), reader));
            layers.put(reader.cell() + " both ways", words(embedding(7, 3), reader.bothWays()));
            layers.put(reader.cell() + " every step", words(embedding(7, 3), reader.bothWays().everyStep()));
            layers.put(reader.cell() + " masked", words(embedding(7, 3), reader.bothWays().maskedBy("words")));
            layers.put(reader.cell() + " masked, every step", words(embedding(7, 3), reader.bothWays().everyStep().maskedBy("words")));
        }
        layers.put("mean", after(silu(), mean()));
        layers.put("masked mean", words(embedding(7, 3), mean().maskedBy("words")));
        layers.put("script", after(script("return torch.mul(torch.tanh(x), w)").weight("w", 4, 1, 1)));
        return layers.entrySet().stream().map(layer -> DynamicTest.dynamicTest(layer.getKey(), () -> {
            try (var parts = new Parts(Compute.FLOAT32, 7)) {
                var network = (TorchNetwork) parts.network("n", layer.getValue().initialised(Init.pytorch()), Adam.adam(1));
                var inputs = layer.getValue().inputs().stream()
                        .map(input -> input.whole() ? parts.manager().create(new int[][] {{1, 2, 3, 4, 5}, {6, 2, 1, 0, 0}, {3, 0, 0, 0, 0}})
                                : parts.manager().randomNormal(new Shape(3).addAll(new Shape(input.shape().array())))).toArray(NDArray[]::new);
                network.parameters().stream().filter(parameter -> parameter.getName().endsWith(".share"))
                        .forEach(share -> parts.autograd().copy(new NDList(share), new NDList(parts.manager().ones(share.getShape()))));
                for (int i = 0; i < 30; i++) {
                    network.apply(inputs).close();                     // lets a power iteration settle
                }
                FiniteDifference.agrees(parts, network, () -> network.apply(inputs));
            }
        }));
    }

    /// A ReLU works in place, but never on a value that somebody else reads: `x + relu(x)` and its like keep what is negative.
    @TestFactory Stream<DynamicTest> aReluLeavesAloneWhatOthersRead() {
        return Stream.of(
                after(residual(relu())), after(skip(relu())), after(concat(relu(), pass())),
                after(mark("early"), relu(), concat(from("early"), pass())),
                after(heads(section("bent", relu()), section("plain"))),
                on(6, 6).then(relu(), concat(pass(), from("image"))))
                .map(network -> DynamicTest.dynamicTest(network.body().toString(), () -> {
                    try (var parts = new Parts(Compute.FLOAT32, 7)) {
                        var made = parts.network("n", network, Adam.adam(1)).heads(parts.manager().randomNormal(new Shape(2, 3, 6, 6)));
                        assertThat(made.values().stream().mapToDouble(value -> value.min().getFloat()).min().orElseThrow()).isNegative();
                    }
                }));
    }

    @Test void theWassersteinPenaltysGradientIsItsFiniteDifference() {
        penalty((critic, step) -> {
            var real = step.scope().full(new Shape(4, 3, 8, 8), 0.5f);
            return Losses.wassersteinPenalty(critic, real, step.scope().zeros(new Shape(4, 3, 8, 8)), step);
        });
    }

    @Test void theR1PenaltysGradientIsItsFiniteDifference() {
        penalty((critic, step) -> Losses.r1Penalty(critic, step.scope().full(new Shape(4, 3, 8, 8), 0.5f), step).mul(100));
    }

    /// Through the numbers that a critic gives to real and to generated examples.
    @TestFactory Stream<DynamicTest> aLosssGradientIsItsFiniteDifference() {
        var losses = new LinkedHashMap<String, BinaryOperator<NDArray>>();
        for (var loss : AdversarialLoss.values()) {
            losses.put(loss + ", discriminator", loss::discriminator);
            losses.put(loss + ", generator", (real, fake) -> loss.generator(() -> real, fake));
        }
        losses.put("l1", Losses::l1);
        losses.put("l2", Losses::l2);
        losses.put("yes", (real, fake) -> Losses.yes(real));
        losses.put("no", (real, fake) -> Losses.no(real));
        losses.put("divergence", Losses::divergence);
        losses.put("shifted", (real, fake) -> Losses.shifted(real).mul(real));
        losses.put("averagePooled", (real, fake) -> Losses.averagePooled(real.reshape(1, 1, 4, 4).square(), 2));
        return losses.entrySet().stream().map(loss -> DynamicTest.dynamicTest(loss.getKey(), () -> {
            try (var parts = new Parts(Compute.FLOAT32, 3)) {
                var critic = (TorchNetwork) parts.network("critic", takes(input("x", 5)).then(linear(6), silu(), linear(1)), Adam.adam(1));
                var real = parts.manager().randomNormal(new Shape(16, 5)).mul(2);
                var fake = parts.manager().randomNormal(new Shape(16, 5)).add(1);
                FiniteDifference.agrees(parts, critic, () -> loss.getValue().apply(critic.apply(real), critic.apply(fake)));
            }
        }));
    }

    private interface Penalty { NDArray of(TorchNetwork critic, Step step); }

    private static void penalty(Penalty penalty) {
        try (var parts = new Parts(Compute.FLOAT32, 7)) {
            var critic = (TorchNetwork) parts.network("critic", on(8, 8).then(     // smooth: a kink would make the slope jump
                    conv(8, 4, 2), silu(), conv(8, 4, 2), layerNorm(), silu(), flatten(), linear(8), tanh(), linear(1)), Adam.adam(1));
            FiniteDifference.agrees(parts, critic, () -> {
                var random = Seeds.sow(1, "penalty", 0);               // the same points between real and fake each time
                return penalty.of(critic, new TorchStep(0, parts.manager(), random, parts.autograd(), 1, null));
            });
        }
    }

    @Test void aLossMovesOnlyThoseWhoLearnFromIt() {
        try (var parts = new Parts(Compute.FLOAT32, 7)) {
            var first = (TorchNetwork) parts.network("first", on(4, 4).then(conv(3, 3)), Adam.adam(0.1));
            var second = (TorchNetwork) parts.network("second", on(4, 4).then(conv(3, 3)), Adam.adam(0.1));
            var before = second.parameters().getFirst().toFloatArray();
            var x = parts.manager().ones(new Shape(2, 3, 4, 4));
            var moved = first.parameters().getFirst().toFloatArray();
            var phase = Phase.steps("p", 1, Schedule.constant(), (batch, step) -> step.learn(first, second.apply(first.apply(x)).mean()));
            parts.step(phase, 0, 0, scope -> new Batch(x), true);
            assertThat(second.parameters().getFirst().toFloatArray()).isEqualTo(before);
            assertThat(first.parameters().getFirst().toFloatArray()).isNotEqualTo(moved);
        }
    }

    /// What a generator learns from a judge that stays as it is: by remembered statistics, which do not move either.
    @Test void throughAFrozenNetworkTheGradientIsTheFiniteDifferenceOfItsEvaluation() {
        try (var parts = new Parts(Compute.FLOAT32, 7)) {
            var generator = (TorchNetwork) parts.network("generator", on(4, 4).then(conv(3, 3)), Adam.adam(0.1));
            var judge = (TorchNetwork) parts.network("judge", on(4, 4).then(conv(4, 3), batchNorm(), silu(), conv(2, 3)), Adam.adam(0.1));
            var x = parts.manager().randomNormal(new Shape(6, 3, 4, 4)).add(1);
            judge.apply(x).close();                                    // it remembers x from now on
            var remembered = judge.buffers().getFirst().toFloatArray();
            FiniteDifference.agrees(parts, generator, () -> judge.frozen(generator.apply(x)));
            assertThat(judge.frozen(x).toFloatArray()).isEqualTo(judge.evaluate(x).toFloatArray());
            assertThat(judge.buffers().getFirst().toFloatArray()).isEqualTo(remembered);
            assertThat(judge.frozen(x).toFloatArray()).isNotEqualTo(judge.apply(x).toFloatArray());
        }
    }

    /// Adam's first step is the rate, whatever the gradient: m̂ / √v̂ = ±1.
    @Test void adamsFirstStepIsItsRateTimesTheSchedule() {
        try (var parts = new Parts(Compute.FLOAT32, 7)) {
            var network = (TorchNetwork) parts.network("n", on(4, 4).then(flatten(), linear(1).withoutBias()), Adam.adam(0.1));
            var x = parts.manager().ones(new Shape(2, 3, 4, 4));
            var before = network.parameters().getFirst().toFloatArray();
            var phase = Phase.steps("p", 1, (step, epoch) -> 0.5, (batch, step) -> step.learn(network, network.apply(x).mean()));
            assertThat(parts.step(phase, 0, 0, scope -> new Batch(x), true)).containsOnlyKeys("n");
            var after = network.parameters().getFirst().toFloatArray();
            for (int i = 0; i < before.length; i++) {
                assertThat(after[i]).isCloseTo(before[i] - 0.05f, within(1e-6f));
            }
        }
    }

    private static Architecture on(long... sides) {
        var shape = new long[sides.length + 1];
        shape[0] = 3;
        System.arraycopy(sides, 0, shape, 1, sides.length);
        return takes(new Architecture.Input("image", Size.of(shape)));
    }

    /// With 16 channels and a share that is not 0 any more.
    private static Architecture attending(Layer attention) {
        return takes(new Architecture.Input("image", Size.of(3, 4, 4))).then(conv(16, 3), attention, silu());
    }

    /// Lines of 5, 3 and 1 words.
    private static Architecture words(Layer... layers) { return takes(tokens("words", 5)).then(layers); }

    /// Behind a convolution of 4 channels, so that there is something to learn.
    private static Architecture after(Layer... layers) {
        return on(6, 6).then(conv(4, 3), sequence(layers));
    }
}
