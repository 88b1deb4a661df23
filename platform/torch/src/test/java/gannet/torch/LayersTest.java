package gannet.torch;

import static gannet.layers.Layers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import gannet.layers.Architecture;
import gannet.layers.Compute;
import gannet.layers.Layer;
import gannet.spi.Adam;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Every layer's values against those of another implementation. `layers.py` beside `layers.txt` says how those were made.
class LayersTest {
    private static final int PARAMETER = 0;
    private static final int INPUT = 100;
    private static final int BUFFER = 200;
    private static final int WEIGHT = 300;
    private static final int[] LENGTHS = {5, 3, 1};

    @BeforeAll
    static void start() { TorchEngine.start(1); }

    private static Map<String, Architecture> cases() {
        var cases = new LinkedHashMap<String, Architecture>();
        cases.put("conv 1-D", on(3, 7).then(conv(2, 3, 2)));
        cases.put("conv 2-D", on(3, 5, 4).then(conv(2, 3, 2)));
        cases.put("conv 3-D", on(3, 3, 4, 4).then(conv(2, 3, 2)));
        cases.put("conv without bias", on(3, 4, 6).then(conv(2, 4, 2).withoutBias()));
        cases.put("conv in groups", on(4, 3, 3).then(conv(4, 3).inGroups(2)));
        cases.put("conv over the whole map", on(3, 4, 4).then(conv(2, 4).withPadding(0)));
        cases.put("spectral conv", on(3, 4, 4).then(conv(2, 3, 2).withSpectralNorm()));
        cases.put("transposed conv 1-D", on(3, 3).then(convTranspose(2, 4, 2)));
        cases.put("transposed conv 2-D", on(3, 2, 3).then(convTranspose(2, 3, 2).withOutputPadding(1)));
        cases.put("transposed conv 3-D", on(3, 1, 2, 2).then(convTranspose(2, 4, 2)));
        cases.put("transposed conv from a point", on(3, 1, 1).then(convTranspose(2, 3, 1).withPadding(0).withoutBias()));
        cases.put("spectral transposed conv", on(3, 2, 2).then(convTranspose(2, 4, 2).withSpectralNorm()));
        cases.put("linear", on(5).then(linear(2)));
        cases.put("spectral linear", on(5).then(linear(4).withSpectralNorm()));
        cases.put("batch norm", on(2, 3, 2).then(batchNorm()));
        cases.put("batch norm 1-D", on(2, 5).then(batchNorm()));
        cases.put("batch norm 3-D", on(2, 2, 2, 2).then(batchNorm()));
        cases.put("batch norm of a vector", on(4).then(batchNorm()));
        cases.put("instance norm", on(2, 3, 2).then(instanceNorm()));
        cases.put("instance norm 1-D", on(2, 5).then(instanceNorm()));
        cases.put("instance norm 3-D", on(2, 2, 2, 2).then(instanceNorm()));
        cases.put("affine instance norm", on(2, 3, 2).then(instanceNorm().withScale()));
        cases.put("group norm", on(4, 3, 2).then(groupNorm(2)));
        cases.put("layer norm", on(4, 3, 2).then(layerNorm()));
        cases.put("layer norm of a vector", on(4).then(layerNorm()));
        for (var curve : Layer.Activation.Curve.values()) {
            cases.put(curve.toString().toLowerCase(Locale.ROOT), on(2, 5).then(new Layer.Activation(curve, 0.2)));
        }
        cases.put("prelu", on(2, 5).then(prelu()));
        cases.put("prelu for each channel", on(2, 5).then(prelu().forEachChannel()));
        cases.put("reflection pad 1-D", on(2, 4).then(reflectionPad(2)));
        cases.put("reflection pad 2-D", on(1, 3, 2).then(reflectionPad(1)));
        cases.put("reflection pad 3-D", on(1, 2, 2, 2).then(reflectionPad(1)));
        cases.put("zero pad 1-D", on(2, 4).then(zeroPad(2)));
        cases.put("zero pad 2-D", on(1, 3, 2).then(zeroPad(1)));
        cases.put("upsample 1-D", on(2, 3).then(upsample(3)));
        cases.put("upsample 2-D", on(2, 2, 3).then(upsample(2)));
        cases.put("upsample 3-D", on(1, 2, 2, 2).then(upsample(2)));
        cases.put("pixel shuffle 1-D", on(4, 3).then(pixelShuffle(2)));
        cases.put("pixel shuffle 2-D", on(8, 2, 3).then(pixelShuffle(2)));
        cases.put("pixel shuffle 3-D", on(8, 1, 2, 2).then(pixelShuffle(2)));
        cases.put("max pool 1-D", on(2, 8).then(maxPool(3, 2)));
        cases.put("max pool 2-D", on(2, 6, 5).then(maxPool(3, 2)));
        cases.put("max pool 3-D", on(2, 3, 2, 4).then(maxPool(2, 2)));
        cases.put("max pool, partial", on(2, 6, 5).then(maxPool(3, 2).withPartial()));
        cases.put("average pool 1-D", on(2, 8).then(averagePool(3, 2)));
        cases.put("average pool 2-D", on(2, 4, 5).then(averagePool(2, 2)));
        cases.put("average pool 3-D", on(2, 3, 2, 4).then(averagePool(2, 2)));
        cases.put("reshape", on(12).then(reshape(3, 2, 2)));
        cases.put("flatten", on(3, 2, 2).then(flatten()));
        cases.put("tile", on(2).then(tile(3)));
        cases.put("tile along 1", on(2).then(tile(3).along(1)));
        cases.put("tile along 3", on(2).then(tile(2).along(3)));
        cases.put("residual", on(2, 3, 3).then(residual(conv(2, 3))));
        cases.put("skip", on(2, 3).then(skip(tanh())));
        cases.put("concat", on(2, 3).then(concat(tanh(), pass(), relu())));
        cases.put("self-attention", on(8, 2, 3).then(selfAttention()));
        cases.put("self-attention 1-D", on(8, 5).then(selfAttention()));
        cases.put("spectral self-attention", on(16, 2, 2).then(selfAttention().withSpectralNorm()));
        cases.put("embedding of a label", takes(label("kind")).then(embedding(4, 2)));
        cases.put("embedding of tokens", takes(tokens("words", 5)).then(embedding(6, 2)));
        cases.put("padded embedding", takes(tokens("words", 5)).then(embedding(6, 2).withPadding()));
        for (var reader : new Layer.Recurrent[] {gru(2), lstm(2)}) {
            var name = reader.cell().toString().toLowerCase(Locale.ROOT);
            cases.put(name, line(5, reader));
            cases.put(name + " both ways", line(5, reader.bothWays()));
            cases.put(name + " every step", line(5, reader.everyStep()));
            cases.put(name + " masked", line(5, reader.maskedBy("words")));
            cases.put(name + " masked, both ways, every step", line(5, reader.bothWays().everyStep().maskedBy("words")));
            cases.put(name + " masked, longer", line(10, reader.bothWays().maskedBy("words")));
        }
        cases.put("mean", on(2, 3, 4).then(mean()));
        cases.put("masked mean", takes(input("x", 2, 5), tokens("words", 5)).then(mean().maskedBy("words")));
        return cases;
    }

    private static Architecture on(long... size) { return takes(input("x", size)); }

    private static Architecture line(int length, Layer reader) {
        return takes(input("x", 3, length), tokens("words", 5)).then(reader);
    }

    @TestFactory Stream<DynamicTest> aLayerGivesWhatAnotherImplementationGives() throws IOException {
        var expected = expected();
        return cases().entrySet().stream().map(c -> DynamicTest.dynamicTest(c.getKey(), () -> {
            var wanted = Objects.requireNonNull(expected.get(c.getKey()));
            near(values(c.getValue(), Compute.FLOAT32), wanted, 2e-6f);
            near(values(c.getValue(), Compute.FLOAT32_CHANNELS_LAST), wanted, 2e-6f);
            near(values(c.getValue(), Compute.BFLOAT16_CHANNELS_LAST), wanted, 0.03f);
        }));
    }

    /// In bfloat16 a maximum or a kink may fall on another point, so directions are compared.
    @TestFactory Stream<DynamicTest> gradientsAreFiniteAndPointTheSameWayInEveryCompute() {
        return cases().entrySet().stream().map(c -> DynamicTest.dynamicTest(c.getKey(), () -> {
            var wanted = gradients(c.getValue(), Compute.FLOAT32);
            assertThat(cosine(gradients(c.getValue(), Compute.FLOAT32_CHANNELS_LAST), wanted)).isGreaterThan(0.9999);
            assertThat(cosine(gradients(c.getValue(), Compute.BFLOAT16_CHANNELS_LAST), wanted)).isGreaterThan(0.99);
        }));
    }

    /// Memories take another road where nothing learns.
    @TestFactory Stream<DynamicTest> aReaderGivesTheSameAfterTraining() {
        return cases().entrySet().stream().filter(c -> c.getKey().startsWith("gru") || c.getKey().startsWith("lstm"))
                .map(c -> DynamicTest.dynamicTest(c.getKey(), () -> with(c.getValue(), Compute.FLOAT32, (parts, network, inputs) ->
                        near(network.evaluate(inputs).toFloatArray(), network.apply(inputs).toFloatArray(), 1e-6f))));
    }

    @Test void nothingIsExpectedThatIsNotTested() throws IOException {
        assertThat(cases().keySet()).containsExactlyElementsOf(expected().keySet());
    }

    private interface Use { void of(Parts parts, TorchNetwork network, NDArray... inputs); }

    private static void with(Architecture architecture, Compute compute, Use use) {
        try (var parts = new Parts(compute, 1)) {
            var network = (TorchNetwork) parts.network("n", architecture, Adam.adam(1));
            fill(parts, network.parameters(), PARAMETER);
            fill(parts, network.buffers(), BUFFER);
            network.changed();
            var inputs = new NDArray[architecture.inputs().size()];
            for (int i = 0; i < inputs.length; i++) {
                var input = architecture.inputs().get(i);
                var shape = new Shape(3).addAll(new Shape(input.shape().array()));
                inputs[i] = input.whole() ? numbers(parts.manager(), shape) : parts.manager().create(made(INPUT + i, shape.size()), shape);
            }
            use.of(parts, network, inputs);
        }
    }

    private static float[] values(Architecture architecture, Compute compute) {
        var values = new ArrayList<float[]>();
        with(architecture, compute, (parts, network, inputs) -> values.add(network.apply(inputs).toFloatArray()));
        return values.getFirst();
    }

    /// By parameters and the first input, one after the other.
    private static float[] gradients(Architecture architecture, Compute compute) {
        var found = new ArrayList<float[]>();
        with(architecture, compute, (parts, network, inputs) -> {
            var of = new NDList(network.parameters());
            if (!architecture.inputs().getFirst().whole()) {
                inputs[0].setRequiresGradient(true);
                of.add(inputs[0]);
            }
            var output = network.apply(inputs);
            var weights = parts.manager().create(made(WEIGHT, output.size()), output.getShape());
            var flat = new NDList();
            parts.autograd().gradients(output.mul(weights).sum(), of).forEach(gradient -> flat.add(gradient.flatten()));
            found.add(NDArrays.concat(flat).toFloatArray());
        });
        return found.getFirst();
    }

    private static double cosine(float[] one, float[] other) {
        double product = 0;
        double oneSquared = 0;
        double otherSquared = 0;
        for (int i = 0; i < one.length; i++) {
            product += one[i] * (double) other[i];
            oneSquared += one[i] * (double) one[i];
            otherSquared += other[i] * (double) other[i];
        }
        return product / Math.sqrt(oneSquared * otherSquared);
    }

    private static void fill(Parts parts, NDList arrays, int kind) {
        var values = new NDList();
        for (int i = 0; i < arrays.size(); i++) {
            var shape = arrays.get(i).getShape();
            values.add(parts.manager().create(made(kind + i, shape.size()), shape));
        }
        parts.autograd().copy(arrays, values);
    }

    static float[] made(long kind, long count) {
        var values = new float[Math.toIntExact(count)];
        for (long i = 0; i < count; i++) {
            values[(int) i] = (float) ((31 * i * i + 17 * i + 101 * kind) % 97 / 48.5 - 1);
        }
        return values;
    }

    /// Three labels, or lines of 5, 3 and 1 numbers from 1 to 5, then zeros.
    private static NDArray numbers(NDManager manager, Shape shape) {
        if (shape.dimension() == 1) {
            return manager.create(new long[] {0, 3, 1});
        }
        var numbers = new int[15];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i % 5 < LENGTHS[i / 5] ? 1 + (7 * i + 3) % 5 : 0;
        }
        return manager.create(numbers, shape);
    }

    private static void near(float[] got, float[] wanted, float tolerance) {
        float largest = 0;
        for (float value : wanted) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertThat(got).containsExactly(wanted, within(tolerance * Math.max(1, largest)));
    }

    private static Map<String, float[]> expected() throws IOException {
        try (var in = Objects.requireNonNull(LayersTest.class.getResourceAsStream("layers.txt"));
                var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().map(line -> line.split(": ")).collect(Collectors.toMap(line -> line[0], line -> floats(line[1]), (a, b) -> b, LinkedHashMap::new));
        }
    }

    private static float[] floats(String text) {
        var parts = Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
        var floats = new float[parts.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) parts[i];
        }
        return floats;
    }
}
