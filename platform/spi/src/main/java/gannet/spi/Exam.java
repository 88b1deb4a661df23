package gannet.spi;

import java.util.Optional;

/// What an [Evaluation] may use: held-out examples by [#examples], numbers by chance that are the same each time, and labels.
public interface Exam extends Sampler {
    /// How many examples are held out.
    int heldOut();

    /// At most so many examples of the data set with `y` the number of each one's class, `[n]`, in an order that mixes the
    /// classes and is always the same; nothing if the data set has no classes or only one.
    Optional<Batch> labelled(int most);

    /// Adds a point to a chart line.
    void report(String name, double value);
}
