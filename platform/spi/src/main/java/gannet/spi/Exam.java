package gannet.spi;

import java.util.Optional;

/// What an [Evaluation] may use: held-out examples by [#examples], numbers by chance that are the same each time, and labels.
public interface Exam extends Sampler {
    /// How many examples are held out.
    int heldOut();

    /// Held-out examples of unpaired data whose true translations are known, because both sides hold pictures of the same
    /// name: `y` is what each `x` looks like on the other side. For measuring, never for learning; nothing if none are known.
    ///
    /// @param most so many at most; there may be fewer, but at least one
    Optional<Batch> partners(int most);

    /// At most so many examples of the data set with `y` the number of each one's class, `[n]`, in an order that mixes the
    /// classes and is always the same; nothing if the data set has no classes or only one.
    Optional<Batch> labelled(int most);

    /// Adds a point to a chart line.
    void report(String name, double value);
}
