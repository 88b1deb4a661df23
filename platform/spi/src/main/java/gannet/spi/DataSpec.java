package gannet.spi;

/// How a training batch is made up, and so which data sets fit a variant.
public sealed interface DataSpec {
    /// What a batch's `x` shows.
    Media x();

    /// Examples, nothing said about them.
    record Unlabelled(Media x) implements DataSpec {}

    /// `y` is the number of each example's class, from 0: `[n]`.
    record Labelled(Media x, int classes) implements DataSpec {}

    /// `y` is what `x` should become.
    record Paired(Media x, Media y) implements DataSpec {}

    /// `y` comes from another collection; the two have nothing to do with each other.
    record Unpaired(Media x, Media y) implements DataSpec {}

    /// `y` is the caption of each example as a vector: `[n, embedding]`.
    record Captioned(Media x, int embedding) implements DataSpec {}
}
