package gannet.torch;

import static gannet.kit.AdversarialLoss.LEAST_SQUARES;
import static gannet.layers.Layers.*;
import static gannet.spi.Adam.adam;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import gannet.layers.Architecture;
import gannet.layers.Compute;
import gannet.layers.Init;
import gannet.spi.Adam;
import gannet.spi.Batch;
import gannet.spi.Gan;
import gannet.spi.Phase;
import gannet.spi.Schedule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PartsTest {
    @BeforeAll
    static void start() { TorchEngine.start(1); }

    /// A small GAN with everything that a checkpoint must hold: dropout, spectral norm, batch norm, an average and a pool.
    private static Phase gan(Parts parts) {
        var generator = parts.network("generator", generator(), adam(1e-3).betas(0.5, 0.999));
        var discriminator = parts.network("discriminator", takes(image(1, 16)).then(
                conv(8, 4, 2), leakyRelu(0.2), dropout(0.2), conv(8, 4, 2).withSpectralNorm(), leakyRelu(0.2), conv(1, 4).withPadding(0), flatten()),
                adam(1e-3));
        parts.averageOf(generator, 0.9);
        var pool = parts.pool("fakes", 5);
        return Phase.steps("training", 100, Schedule.droppedTo(0.1, 15), (batch, step) -> {
            var fake = generator.apply(step.normal(batch.size(), 8, 1, 1));
            step.learn(discriminator, LEAST_SQUARES.discriminator(discriminator.apply(batch.x()), discriminator.apply(pool.exchange(fake))).mul(0.5));
            step.learn(generator, LEAST_SQUARES.generator(discriminator.apply(fake)));
        });
    }

    private static Architecture generator() {
        return takes(input("noise", 8, 1, 1)).then(convTranspose(8, 4, 1).withPadding(0).withoutBias(), batchNorm(), relu(),
                convTranspose(8, 4, 2), batchNorm(), relu(), convTranspose(1, 4, 2), tanh()).initialised(Init.normal(0.05));
    }

    @ParameterizedTest @EnumSource(Compute.class)
    void twelveStepsAndTwelveMoreAfterARestoreAreTwentyFourToTheBit(Compute compute) throws IOException {
        var files = new LinkedHashMap<String, byte[]>();
        String straight;
        try (var parts = new Parts(compute, 1)) {
            var phase = gan(parts);
            train(parts, phase, 0, 12);
            for (var part : parts.state().entrySet()) {
                var out = new ByteArrayOutputStream();
                part.getValue().encode(out, NDList.Encoding.SAFETENSORS);
                files.put(part.getKey(), out.toByteArray());
            }
            train(parts, phase, 12, 24);
            straight = digest(parts.state());
        }
        assertThat(files.keySet()).containsExactly("generator", "generator.optimizer", "discriminator", "discriminator.optimizer",
                "generator.average", "pool.fakes");
        try (var parts = new Parts(compute, 1)) {
            var phase = gan(parts);
            restore(parts, files);
            train(parts, phase, 12, 24);
            assertThat(digest(parts.state())).isEqualTo(straight);
        }
    }

    @Test void anotherSeedIsAnotherRun() {
        var digests = new TreeMap<Long, String>();
        for (long seed = 1; seed <= 2; seed++) {
            try (var parts = new Parts(Compute.FLOAT32, seed)) {
                train(parts, gan(parts), 0, 2);
                digests.put(seed, digest(parts.state()));
            }
        }
        assertThat(digests.values()).doesNotHaveDuplicates();
    }

    /// Another network beside it does not change what a network begins with.
    @Test void aNetworksBeginningFollowsFromTheSeedAndItsName() {
        try (var one = new Parts(Compute.FLOAT32, 1); var other = new Parts(Compute.FLOAT32, 1)) {
            other.network("first", generator(), adam(1));
            one.network("generator", generator(), adam(1));
            other.network("generator", generator(), adam(1));
            assertThat(values(other, "generator")).isEqualTo(values(one, "generator"));
        }
    }

    @Test void aRestoreTellsEveryDifferenceAndChangesNothing() {
        try (var parts = new Parts(Compute.FLOAT32, 1); var other = new Parts(Compute.FLOAT32, 2)) {
            parts.network("a", takes(image(3, 8)).then(conv(4, 3), conv(2, 3)), adam(1));
            other.network("a", takes(image(3, 8)).then(conv(5, 3), batchNorm()), adam(1));
            other.network("b", takes(image(3, 8)).then(conv(4, 3)), adam(1));
            var before = digest(parts.state());
            assertThatThrownBy(() -> parts.restore(other.state())).isInstanceOf(RestoreException.class).hasMessageContainingAll(
                    "b is saved, but there is no such part; there are [a]",
                    "a: conv1.weight is saved as (5, 3, 3, 3), but is (4, 3, 3, 3) here",
                    "a: conv2.weight (2, 4, 3, 3) is not saved",
                    "a: norm1.mean is saved, but unknown here");
            assertThat(digest(parts.state())).isEqualTo(before);
        }
    }

    /// `average ← ½ average + ½ network`, by hand.
    @Test void anAverageFollowsAndKeepsNoMoments() {
        try (var parts = new Parts(Compute.FLOAT32, 1)) {
            var network = (TorchNetwork) parts.network("n", takes(image(1, 4)).then(flatten(), linear(1)), new Adam(0.1, 0.9, 0.999, 1e-8));
            parts.averageOf(network, 0.5);
            float before = network.parameters().getFirst().toFloatArray()[0];
            step(parts, (batch, step) -> step.learn(network, network.apply(batch.x()).mean()), 0);
            float after = network.parameters().getFirst().toFloatArray()[0];
            assertThat(values(parts, "n.average")[0]).isEqualTo((before + after) / 2);
            assertThat(parts.state().keySet()).containsExactly("n", "n.optimizer", "n.average");
        }
    }

    @Test void aPhaseBeginsWithoutMoments() {
        try (var parts = new Parts(Compute.FLOAT32, 1)) {
            train(parts, gan(parts), 0, 2);
            assertThat(largest(parts, "generator.optimizer")).isPositive();
            var network = Objects.requireNonNull(parts.networks().get("generator"));
            var moments = network.optimizerState();
            parts.beginPhase();
            assertThat(network.optimizerState()).isEmpty();
            assertThat(moments).as("freed").allMatch(NDArray::isReleased);
            assertThat(parts.state()).containsKey("generator").doesNotContainKey("generator.optimizer");
        }
    }

    /// As checkpoints were before.
    @Test void momentsOfZeroAreAsGoodAsNone() throws IOException {
        var learnt = new TreeMap<Boolean, String>();
        for (boolean saved : new boolean[] {true, false}) {
            try (var parts = new Parts(Compute.FLOAT32, 1); var fresh = new Parts(Compute.FLOAT32, 1)) {
                var phase = gan(parts);
                train(parts, phase, 0, 1);
                gan(fresh);
                if (saved) {
                    fresh.networks().values().forEach(TorchNetwork::beginMoments);
                }
                var files = new LinkedHashMap<String, byte[]>();
                fresh.state().forEach((part, arrays) -> files.put(part, arrays.encode(NDList.Encoding.SAFETENSORS)));
                assertThat(files.containsKey("generator.optimizer")).isEqualTo(saved);
                restore(parts, files);
                train(parts, phase, 0, 3);
                learnt.put(saved, digest(parts.state()));
            }
        }
        assertThat(learnt.get(true)).isEqualTo(learnt.get(false));
    }

    @Test void equalSeedsDrawEqualPicturesAndAShorterDrawIsTheBeginningOfALongerOne() {
        try (var parts = new Parts(Compute.FLOAT32, 1)) {
            float[] four = parts.draw(9, Given.NOTHING, sampler -> sampler.normal(4, 8).toFloatArray());
            train(parts, gan(parts), 0, 1);
            float[] eight = parts.draw(9, Given.NOTHING, sampler -> sampler.normal(8, 8).toFloatArray());
            float[] others = parts.draw(8, Given.NOTHING, sampler -> sampler.normal(4, 8).toFloatArray());
            assertThat(eight).startsWith(four);
            assertThat(others).isNotEqualTo(four);
        }
    }

    @Test void reportsComeBackInTheirOrderAndOnlyWhenRead() {
        try (var parts = new Parts(Compute.FLOAT32, 1)) {
            Gan.Training training = (batch, step) -> {
                step.report("second", batch.x().mean());
                step.report("first", 0.5);
            };
            assertThat(step(parts, training, 0)).containsExactly(Map.entry("second", 1.0), Map.entry("first", 0.5));
            var phase = Phase.steps("p", 1, Schedule.constant(), training);
            assertThat(parts.step(phase, 0, 0, PartsTest::ones, false)).isEmpty();
        }
    }

    @Test void memoryStaysFlat() throws IOException {
        try (var parts = new Parts(Compute.FLOAT32, 1)) {
            var phase = gan(parts);
            train(parts, phase, 0, 100);
            touchTheHeap();
            long before = resident();
            train(parts, phase, 100, 500);
            assertThat(resident() - before).as("growth in MB over 400 steps").isLessThan(20);
        }
    }

    private static void train(Parts parts, Phase phase, int from, int to) {
        for (int i = from; i < to; i++) {
            int number = i;
            var values = parts.step(phase, number, number / 10.0, scope -> pictures(scope, number), true);
            assertThat(values.values()).allSatisfy(value -> assertThat(value).isFinite());
        }
    }

    private static Batch pictures(NDManager scope, int number) {
        var random = new SplittableRandom(number);
        var pixels = new float[4 * 16 * 16];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) random.nextDouble(-1, 1);
        }
        return new Batch(scope.create(pixels, new Shape(4, 1, 16, 16)));
    }

    private static SequencedMap<String, Double> step(Parts parts, Gan.Training training, long number) {
        return parts.step(Phase.steps("p", 9, Schedule.constant(), training), number, 0, PartsTest::ones, true);
    }

    private static Batch ones(NDManager scope) { return new Batch(scope.ones(new Shape(2, 1, 4, 4))); }

    private static void restore(Parts parts, Map<String, byte[]> files) throws IOException {
        try (var manager = parts.manager().newSubManager()) {
            var saved = new LinkedHashMap<String, NDList>();
            for (var file : files.entrySet()) {
                saved.put(file.getKey(), NDList.decode(manager, new ByteArrayInputStream(file.getValue())));
            }
            parts.restore(saved);
        }
    }

    private static float[] values(Parts parts, String part) { return array(parts, part).toFloatArray(); }
    private static NDArray array(Parts parts, String part) { return parts.state().getOrDefault(part, new NDList()).getFirst(); }

    private static float largest(Parts parts, String part) {
        return (float) parts.state().getOrDefault(part, new NDList()).stream().mapToDouble(array -> array.abs().max().getFloat()).max().orElseThrow();
    }

    private static String digest(Map<String, NDList> state) {
        var digest = new CRC32C();
        state.forEach((part, arrays) -> arrays.forEach(array -> digest.update(array.toByteArray())));
        return HexFormat.of().toHexDigits(digest.getValue());
    }

    /// So that Java's own memory is resident already and only PyTorch's can grow.
    private static void touchTheHeap() {
        long sum = 0;
        while (sum < 2 * Runtime.getRuntime().totalMemory()) {
            sum += new byte[100_000].length;
        }
        assertThat(sum).isPositive();
    }

    private static long resident() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(l -> l.startsWith("VmRSS")).mapToLong(l -> Long.parseLong(l.replaceAll("\\D", ""))).sum() / 1024;
        }
    }
}
