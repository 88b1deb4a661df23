package gannet.torch;

import static gannet.kit.AdversarialLoss.NON_SATURATING;
import static gannet.kit.AdversarialLoss.WASSERSTEIN;
import static gannet.layers.Layers.*;
import static gannet.spi.Adam.adam;
import static gannet.spi.RmsProp.rmsProp;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import gannet.kit.Losses;
import gannet.layers.Architecture;
import gannet.layers.Compute;
import gannet.spi.Batch;
import gannet.spi.Phase;
import gannet.spi.Schedule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Trainings that are more than one step after the other: several critic's steps, a discriminator that rests, a stage that
/// stands on a finished one and looks through a network from a file. Each goes on exactly from wherever it was stopped.
class StagesTest {
    private static final int LENGTH = 7;

    @TempDir Path folder;

    @BeforeAll
    static void start() { TorchEngine.start(1); }

    /// Arjovsky et al. 2017 and Gulrajani et al. 2017: the generator learns at every third step only.
    private static List<Phase> critic(Parts parts) {
        var generator = parts.network("generator", generator(), rmsProp(1e-3));
        var critic = parts.network("critic", takes(image(1, 8)).then(conv(8, 4, 2), silu(), conv(1, 4).withPadding(0), flatten()), rmsProp(1e-3));
        return List.of(Phase.steps("training", 2 * LENGTH, Schedule.constant(), (batch, step) -> {
            var fake = generator.apply(step.normal(batch.size(), 4, 1, 1));
            var penalty = Losses.wassersteinPenalty(critic, batch.x(), fake.stopGradient(), step).mul(10);
            step.learn(critic, WASSERSTEIN.discriminator(critic.apply(batch.x()), critic.apply(fake.stopGradient())).add(penalty));
            if (step.number() % 3 == 2) {
                step.learn(generator, WASSERSTEIN.generator(critic.apply(fake)));
            }
        }));
    }

    /// Wu et al. 2016: the discriminator rests while it is right more often than the generator can bear.
    private static List<Phase> gated(Parts parts) {
        var generator = parts.network("generator", generator(), adam(0.02).betas(0.5, 0.999));
        var discriminator = parts.network("discriminator", discriminator(), adam(0.02).betas(0.5, 0.999));
        return List.of(Phase.steps("training", 2 * LENGTH, Schedule.constant(), (batch, step) -> {
            var fake = generator.apply(step.normal(batch.size(), 4, 1, 1));
            var onReal = discriminator.apply(batch.x());
            var onFake = discriminator.apply(fake.stopGradient());
            if (Losses.accuracy(onReal, onFake) <= 0.8) {
                step.learn(discriminator, NON_SATURATING.discriminator(onReal, onFake));
            }
            step.learn(generator, NON_SATURATING.generator(discriminator.apply(fake)));
        }));
    }

    /// Zhang et al. 2017 and Ledig et al. 2017: the second stage paints over what the first one paints.
    private List<Phase> stages(Parts parts) {
        var first = parts.network("first", generator(), adam(1e-2));
        var second = parts.network("second", takes(image(1, 8)).then(residual(conv(4, 3), batchNorm(), relu(), conv(1, 3))), adam(1e-2));
        var discriminator = parts.network("discriminator", discriminator(), adam(1e-2));
        var eyes = parts.fixed("eyes", eyes(), eyesFile());
        parts.averageOf(second, 0.9);
        var pool = parts.pool("fakes", 3);
        return List.of(
                Phase.steps("stage I", LENGTH, Schedule.droppedTo(0.5, 3), (batch, step) ->
                        step.learn(first, Losses.l2(first.apply(step.normal(batch.size(), 4, 1, 1)), batch.x()))),
                Phase.epochs("stage II", 2, Schedule.halvedEvery(1), (batch, step) -> {
                    var sketch = first.evaluate(step.normal(batch.size(), 4, 1, 1));
                    var fake = second.apply(sketch);
                    var onReal = discriminator.apply(batch.x());
                    step.learn(discriminator, NON_SATURATING.discriminator(onReal, discriminator.apply(pool.exchange(fake))));
                    var seen = Losses.l2(eyes.apply(fake), eyes.evaluate(batch.x()));
                    step.report("seen", seen);
                    step.learn("painting", NON_SATURATING.generator(discriminator.apply(fake)).add(seen), second);
                }));
    }

    @TestFactory Stream<DynamicTest> aRunGoesOnExactlyFromWhereverItWasStopped() {
        var trainings = new LinkedHashMap<String, Function<Parts, List<Phase>>>();
        trainings.put("several critic's steps", StagesTest::critic);
        trainings.put("a discriminator that rests", StagesTest::gated);
        trainings.put("two stages", this::stages);
        return trainings.entrySet().stream().flatMap(training -> Stream.of(Compute.FLOAT32, Compute.BFLOAT16_CHANNELS_LAST)
                .map(compute -> DynamicTest.dynamicTest(training.getKey() + ", " + compute, () -> {
                    var straight = states(compute, training.getValue(), 0, Map.of());
                    for (int stop : new int[] {2, LENGTH - 1, LENGTH, LENGTH + 1, 2 * LENGTH - 2}) {
                        var resumed = states(compute, training.getValue(), stop, straight.get(stop));
                        assertThat(bytes(resumed.getLast())).as("stopped after %d", stop).isEqualTo(bytes(straight.getLast()));
                    }
                })));
    }

    @Test void aStageThatIsOnlyEvaluatedStaysAsItIs() {
        var states = states(Compute.FLOAT32, this::stages, 0, Map.of());
        assertThat(states.get(LENGTH).get("first")).isNotEqualTo(states.getFirst().get("first"));
        assertThat(states.getLast().get("first")).isEqualTo(states.get(LENGTH).get("first"));
        assertThat(states.getLast().get("second")).isNotEqualTo(states.get(LENGTH).get("second"));
        assertThat(states.getLast()).containsKey("eyes.file").doesNotContainKey("eyes");
    }

    @Test void aDiscriminatorRestsAndLearnsAsItsGateSays() {
        var states = states(Compute.FLOAT32, StagesTest::gated, 0, Map.of());
        var moved = IntStream.range(0, 2 * LENGTH).mapToObj(i ->
                !Arrays.equals(states.get(i).get("discriminator.optimizer"), states.get(i + 1).get("discriminator.optimizer"))).toList();
        assertThat(moved).contains(true, false);
    }

    /// What there is to save before the first step and after each.
    ///
    /// @param from steps done before    @param saved what there was then
    private static List<Map<String, byte[]>> states(Compute compute, Function<Parts, List<Phase>> training, int from, Map<String, byte[]> saved) {
        try (var parts = new Parts(compute, 5)) {
            var phases = training.apply(parts);
            if (from > 0) {
                restore(parts, saved);
            }
            var states = Stream.<Map<String, byte[]>>builder().add(encoded(parts));
            for (int i = from; i < 2 * LENGTH; i++) {
                var phase = phases.get(Math.min(i / LENGTH, phases.size() - 1));
                int number = phases.size() == 1 ? i : i % LENGTH;
                if (number == 0) {
                    parts.beginPhase();
                }
                int step = i;
                assertThat(parts.step(phase, number, number / 4.0, scope -> batch(scope, step), true).values()).isNotEmpty().allSatisfy(value -> assertThat(value).isFinite());
                states.add(encoded(parts));
            }
            return states.build().toList();
        }
    }

    private static Batch batch(NDManager scope, int step) { return new Batch(scope.create(LayersTest.made(step, 4 * 64), new Shape(4, 1, 8, 8))); }

    private static Map<String, byte[]> encoded(Parts parts) {
        var encoded = new LinkedHashMap<String, byte[]>();
        parts.state().forEach((part, arrays) -> encoded.put(part, arrays.encode(NDList.Encoding.SAFETENSORS)));
        return encoded;
    }

    private static void restore(Parts parts, Map<String, byte[]> saved) {
        try (var manager = parts.manager().newSubManager()) {
            var state = new LinkedHashMap<String, NDList>();
            for (var part : saved.entrySet()) {
                state.put(part.getKey(), NDList.decode(manager, part.getValue()));
            }
            parts.restore(state);
        }
    }

    private static Map<String, String> bytes(Map<String, byte[]> state) {
        var text = new LinkedHashMap<String, String>();
        state.forEach((part, arrays) -> text.put(part, Arrays.toString(arrays)));
        return text;
    }

    private static Architecture generator() {
        return takes(input("noise", 4, 1, 1)).then(convTranspose(8, 4, 1).withPadding(0).withoutBias(), batchNorm(), relu(), convTranspose(1, 4, 2), tanh());
    }

    private static Architecture discriminator() {
        return takes(image(1, 8)).then(conv(8, 4, 2), leakyRelu(0.2), dropout(0.2), conv(1, 4).withPadding(0), flatten());
    }

    private static Architecture eyes() { return takes(image(1, 8)).then(conv(4, 3), relu(), averagePool(2, 2)); }

    private Path eyesFile() {
        var file = folder.resolve("eyes.safetensors");
        try (var manager = NDManager.newBaseManager(); var out = Files.newOutputStream(file)) {
            new NDList(named("conv1.weight", manager.create(LayersTest.made(1, 36), new Shape(4, 1, 3, 3))),
                    named("conv1.bias", manager.create(LayersTest.made(2, 4)))).encode(out, NDList.Encoding.SAFETENSORS);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static NDArray named(String name, NDArray array) {
        array.setName(name);
        return array;
    }
}
