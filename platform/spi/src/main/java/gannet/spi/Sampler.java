package gannet.spi;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
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

    /// What is drawn from: in a training run the first of the examples that are held out, always the same; where none are, as of
    /// unlabelled and labelled ones, the first that are learnt from. Else what a person gave, which may be of any size and
    /// may lack `y`.
    ///
    /// @param most so many at most; there may be fewer, but at least one
    Batch examples(int most);

    /// Captions as the network reads them, for a variant whose data are [DataSpec.Captioned] in characters or words.
    NDArray captions(List<String> captions);
}
