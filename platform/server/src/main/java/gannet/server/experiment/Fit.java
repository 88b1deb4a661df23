package gannet.server.experiment;

import gannet.server.dataset.DataSet;
import gannet.spi.DataSpec;
import gannet.spi.Media;
import java.util.Optional;

/// What becomes of a data set that a variant learns from.
final class Fit {
    /// What a person may want to know of a data set that fits.
    static Optional<String> note(DataSpec wanted, DataSet data) {
        if (wanted.x() instanceof Media.Voxels(var _, var side)) {
            return data.width() == side ? Optional.empty()
                    : Optional.of("Its solids have %d voxels a side and stand in the middle of %d.".formatted(data.width(), side));
        }
        if (!(wanted.x() instanceof Media.Images(var channels, var size)) || wanted instanceof DataSpec.Crops) {
            return Optional.empty();
        }
        if (data.width() < size || data.height() < size) {
            return Optional.of("The smallest pictures are %d × %d and are enlarged to %d × %d.".formatted(data.width(), data.height(), size, size));
        }
        if (channels != data.channels()) {
            return Optional.of(channels == 1 ? "Its colours are turned into greys." : "Its greys are repeated in three colours.");
        }
        return Optional.empty();
    }

    private Fit() {}
}
