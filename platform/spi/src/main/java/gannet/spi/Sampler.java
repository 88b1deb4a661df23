package gannet.spi;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.random.RandomGenerator;

/// What a drawing may use besides the networks. The seed decides every number, and the first examples of a longer draw
/// are those of a shorter one, on every machine.
public interface Sampler {
    /// Owns the arrays of this drawing.
    NDManager scope();

    NDArray normal(long... shape);

    /// Uniform from 0 to 1.
    NDArray uniform(long... shape);

    RandomGenerator random();
}
