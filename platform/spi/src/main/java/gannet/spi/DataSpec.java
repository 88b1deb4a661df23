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

    /// `y` is the caption of each example, as `text` says: `[n, length]` or `[n, size]`.
    ///
    /// @param mated whether every second example of a batch is one whose caption says nearly, but not quite, the same as that of the
    ///     one before it; otherwise chance puts examples together
    record Captioned(Media x, Text text, boolean mated) implements DataSpec {
        public Captioned(Media x, Text text) { this(x, text, false); }
    }

    /// Pieces of photographs, cut out by chance: `y` is the piece, `x` the same made smaller by bicubic interpolation
    /// with antialiasing. Both have values from -1 to 1.
    ///
    /// @param size of `y`; a multiple of `factor`    @param factor how many times larger `y` is than `x`
    record Crops(int channels, int size, int factor) implements DataSpec {
        public Crops {
            if (factor < 1 || size < factor || size % factor != 0) {
                throw new PluginException("A crop's size is a multiple of its factor, not " + size + " and " + factor + ".");
            }
        }

        @Override public Media x() { return new Media.Images(channels, size / factor); }

        public Media y() { return new Media.Images(channels, size); }
    }
}
