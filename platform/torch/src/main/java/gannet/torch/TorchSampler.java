package gannet.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import gannet.spi.Batch;
import gannet.spi.Exam;
import gannet.spi.PluginException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;

/// Draws its numbers in Java, so that they are equal on every device and do not depend on how many are asked for.
record TorchSampler(NDManager scope, RandomGenerator random, Given given, SequencedMap<String, Double> reports) implements Exam {
    TorchSampler(NDManager scope, long seed, Given given) { this(scope, new SplittableRandom(seed), given, new LinkedHashMap<>()); }

    @Override public NDArray normal(long... shape) { return filled(new Shape(shape), random::nextGaussian); }
    @Override public NDArray uniform(long... shape) { return filled(new Shape(shape), random::nextDouble); }
    @Override public Batch examples(int most) { return given.examples(most, scope); }
    @Override public NDArray captions(List<String> captions) { return given.captions(captions, scope); }
    @Override public int heldOut() { return given.heldOut(); }
    @Override public Optional<Batch> partners(int most) { return given.partners(most, scope); }
    @Override public Optional<Batch> labelled(int most) { return given.labelled(most, scope); }

    @Override public void report(String name, double value) {
        if (reports.put(name, value) != null) {
            throw new PluginException("Two values are reported as \"" + name + "\" in one evaluation; give one of them another name.");
        }
    }

    SequencedMap<String, Double> reported() { return Collections.unmodifiableSequencedMap(reports); }

    private NDArray filled(Shape shape, DoubleSupplier number) {
        var values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) number.getAsDouble();
        }
        return scope.create(values, shape);
    }
}
