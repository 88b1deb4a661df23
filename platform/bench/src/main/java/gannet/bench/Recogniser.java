package gannet.bench;

import static gannet.layers.Layers.*;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import gannet.layers.Architecture;
import gannet.layers.Compute;
import gannet.spi.Adam;
import gannet.spi.Batch;
import gannet.spi.Network;
import gannet.spi.Phase;
import gannet.spi.Step;
import gannet.torch.Parts;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Names the colour and the shape in a painted picture: a small network that learns from real ones, to judge generated ones.
final class Recogniser implements AutoCloseable {
    private static final int BATCH = 64;
    private static final int STEPS = 800;
    private static final int WIDTH = 16;
    private static final String COLOUR = "colour";
    private static final String SHAPE = "shape";

    private final Parts parts = new Parts(Compute.FLOAT32, 1);
    private final Network network;
    private final int side;

    /// Pictures one after the other, `[n, 3, side, side]`, and what they show.
    record Shown(float[] pictures, int[] colours, int[] shapes) {
        int count() { return colours.length; }
    }

    /// The shares recognised.
    record Score(double colour, double shape, double both) {}

    Recogniser(int side) {
        this.side = side;
        network = parts.network("recogniser", architecture(side), Adam.adam(0.001));
    }

    void learn(Shown real) {
        var random = new SplittableRandom(1);
        var phase = Phase.steps("recognising", STEPS, (step, epoch) -> step < STEPS * 2 / 3 ? 1 : 0.1, this::step);
        parts.beginPhase();
        for (long number = 0; number < STEPS; number++) {
            var chosen = random.ints(BATCH, 0, real.count()).toArray();
            parts.step(phase, number, 0, scope -> batch(real, chosen, scope), false);
        }
    }

    Score judge(Shown shown) {
        int colours = 0;
        int shapes = 0;
        int both = 0;
        for (int from = 0; from < shown.count(); from += BATCH) {
            int first = from;
            var chosen = new int[Math.min(BATCH, shown.count() - from)];
            Arrays.setAll(chosen, i -> first + i);
            try (var scope = parts.manager().newSubManager()) {
                var seen = network.evaluateHeads(batch(shown, chosen, scope).x());
                var colour = head(seen.get(COLOUR)).argMax(1).toLongArray();
                var shape = head(seen.get(SHAPE)).argMax(1).toLongArray();
                for (int i = 0; i < chosen.length; i++) {
                    boolean right = colour[i] == shown.colours()[chosen[i]];
                    boolean alike = shape[i] == shown.shapes()[chosen[i]];
                    colours += right ? 1 : 0;
                    shapes += alike ? 1 : 0;
                    both += right && alike ? 1 : 0;
                }
            }
        }
        double count = shown.count();
        return new Score(colours / count, shapes / count, both / count);
    }

    private void step(Batch batch, Step step) {
        var seen = network.heads(batch.x());
        step.learn(network, missed(head(seen.get(COLOUR)), batch.y().get(":, 0"), CaptionBenchmark.COLOURS.size())
                .add(missed(head(seen.get(SHAPE)), batch.y().get(":, 1"), CaptionBenchmark.SHAPES.size())));
    }

    private static NDArray missed(NDArray logits, NDArray classes, int count) {
        return logits.logSoftmax(1).mul(classes.toType(DataType.INT64, false).oneHot(count)).sum().div(-BATCH);
    }

    private Batch batch(Shown shown, int[] chosen, NDManager scope) {
        int size = 3 * side * side;
        var pictures = new float[chosen.length * size];
        var classes = new float[chosen.length * 2];
        for (int i = 0; i < chosen.length; i++) {
            System.arraycopy(shown.pictures(), chosen[i] * size, pictures, i * size, size);
            classes[2 * i] = shown.colours()[chosen[i]];
            classes[2 * i + 1] = shown.shapes()[chosen[i]];
        }
        return new Batch(scope.create(pictures, new Shape(chosen.length, 3, side, side)), scope.create(classes, new Shape(chosen.length, 2)));
    }

    private static Architecture architecture(int side) {
        int halvings = Integer.numberOfTrailingZeros(side / 4);
        return takes(image(3, side)).then(
                each(halvings, i -> sequence(conv(WIDTH << i, 3), batchNorm(), relu(), maxPool(2, 2))),  // side → 4
                conv(WIDTH << halvings, 3), batchNorm(), relu(), flatten(), dropout(0.3),
                heads(section(COLOUR, linear(CaptionBenchmark.COLOURS.size())), section(SHAPE, linear(CaptionBenchmark.SHAPES.size()))));
    }

    private static NDArray head(@Nullable NDArray values) { return Objects.requireNonNull(values); }

    @Override public void close() { parts.close(); }
}
