package gannet.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import gannet.spi.Sampler;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGenerator;

/// Draws its numbers in Java, so that they are equal on every device and do not depend on how many are asked for.
record TorchSampler(NDManager scope, RandomGenerator random) implements Sampler {
    TorchSampler(NDManager scope, long seed) { this(scope, new SplittableRandom(seed)); }

    @Override public NDArray normal(long... shape) { return filled(new Shape(shape), random::nextGaussian); }
    @Override public NDArray uniform(long... shape) { return filled(new Shape(shape), random::nextDouble); }

    private NDArray filled(Shape shape, DoubleSupplier number) {
        var values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) number.getAsDouble();
        }
        return scope.create(values, shape);
    }
}
