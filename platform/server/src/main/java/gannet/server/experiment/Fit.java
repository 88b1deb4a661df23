package gannet.server.experiment;

import gannet.parameters.Problem;
import gannet.server.dataset.DataSet;
import gannet.spi.DataSpec;
import gannet.spi.Media;
import java.util.List;
import java.util.Optional;

/// Whether a data set is what a variant learns from.
final class Fit {
    /// Everything that does not fit.
    static List<Problem> problems(DataSpec wanted, DataSet data) {
        return switch (wanted) {
            case DataSpec.Unlabelled(var x) -> pictures(x, data);
            case DataSpec.Labelled(var x, var _) -> data.kind().equals("labelled pictures") ? pictures(x, data) : no(data, "pictures with labels");
            case DataSpec.Captioned(var x, var _) -> data.kind().equals("captioned pictures") ? pictures(x, data) : no(data, "pictures with captions");
            case DataSpec.Crops _ -> pictures(wanted.x(), data);
            case DataSpec.Paired _ -> no(data, "pairs of pictures");
            case DataSpec.Unpaired _ -> no(data, "two collections of pictures");
        };
    }

    /// What a person may want to know of a data set that fits.
    static Optional<String> note(DataSpec wanted, DataSet data) {
        if (!(wanted.x() instanceof Media.Images(var channels, var size))) {
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

    private static List<Problem> pictures(Media wanted, DataSet data) {
        if (!(wanted instanceof Media.Images)) {
            return no(data, "something else than pictures");
        }
        return data.kind().endsWith("pictures") ? List.of() : no(data, "pictures");
    }

    private static List<Problem> no(DataSet data, String wanted) {
        return List.of(Problem.user("dataSet", "This variant learns from " + wanted + ", and \"" + data.name() + "\" holds " + data.kind() + "; choose another data set."));
    }

    private Fit() {}
}
