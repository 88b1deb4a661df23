package gannet.spi;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/// What one training step may do besides arithmetic. Everything random in it follows from the run's seed, the phase and
/// its number, so that a resumed run goes on exactly.
public interface Step {
    /// Counts from 0 within the phase.
    long number();

    /// Owns the arrays of this step and frees them after it.
    NDManager scope();

    /// Standard normal.
    NDArray normal(long... shape);

    /// Uniform from 0 to 1.
    NDArray uniform(long... shape);

    RandomGenerator random();

    /// Moves this network's parameters, and no others, down the gradient of the loss; charts the loss under its name.
    /// Values that passed through the network before are out of date afterwards: apply it again.
    void learn(Network network, NDArray loss);

    /// The same for several networks that share a loss; charts it under the name given.
    void learn(String name, NDArray loss, Network... networks);

    /// `∂Σf(x)/∂x` at a point, itself differentiable: for gradient penalties.
    NDArray slope(NDArray at, UnaryOperator<NDArray> f);

    /// Adds a point to a chart line: one number. It is read when the step ends, and only in steps that are charted.
    void report(String name, NDArray value);

    void report(String name, double value);
}
