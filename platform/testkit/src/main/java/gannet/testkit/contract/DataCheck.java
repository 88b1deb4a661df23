package gannet.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.data.Feed;
import gannet.data.Painted;
import gannet.data.Pictures;
import gannet.data.Values;
import gannet.host.Variant;
import gannet.spi.DataSpec;
import gannet.spi.Media;
import gannet.torch.Waves;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whether a variant learns from what it says it learns from: a data set of that kind is painted, read as a worker reads it,
/// and compared with what was declared.
record DataCheck(Variant<?, ?> variant, Map<String, String> settings, Path folder) {
    private static final int BATCH = 4;
    private static final int CLASSES = 10;
    private static final int SMALL = 44;
    /// Enough that every class is among them.
    private static final int LABELLED = 100;
    private static final int SIDE = 32;

    void isTrue() throws IOException {
        var declared = variant.data(settings);
        // Gannet's painted shapes have ten classes, and the number is the author's to set
        var spec = declared instanceof DataSpec.Labelled(var x, var _) ? new DataSpec.Labelled(x, CLASSES) : declared;
        var painted = Files.createTempDirectory(folder, "painted").resolve("data");
        painting(spec).write(painted, count(spec), side(spec), 1);
        try (var feed = Feed.open(Pictures.open(painted), spec, variant.augmentation(settings), new Feed.How(BATCH, 1, folder.resolve("cache"), null))) {
            var batch = feed.batch(0);
            assertThat(shape(batch.x())).as("the examples of a batch").isEqualTo(Waves.shape(spec.x(), BATCH).getShape());
            switch (spec) {
                case DataSpec.Paired(var _, var y) -> isSecond(batch.y(), y);
                case DataSpec.Unpaired(var _, var y) -> isSecond(batch.y(), y);
                case DataSpec.Crops crops -> isSecond(batch.y(), crops.y());
                case DataSpec.Labelled _ -> assertThat(batch.classes()).as("the classes of a batch").hasSize(BATCH);
                case DataSpec.Captioned _ -> assertThat(batch.captions()).as("the captions of a batch").hasSize(BATCH);
                case DataSpec.Unlabelled _ -> assertThat(batch.y()).as("what belongs to unlabelled examples").isNull();
            }
        }
    }

    private static void isSecond(Values.@Nullable Block block, Media media) {
        assertThat(block).as("what belongs to the examples").isNotNull();
        assertThat(block == null ? new long[0] : shape(block)).as("the shape of what belongs to the examples").isEqualTo(Waves.shape(media, BATCH).getShape());
    }

    private static long[] shape(Values.Block block) { return block.shape(); }

    /// @return what Gannet paints of this kind, as `./gannet plugin try` takes it
    private static Painted painting(DataSpec spec) {
        return switch (spec) {
            case DataSpec.Unpaired _ -> Painted.STYLES;
            case DataSpec.Paired _ -> Painted.PAIRS;
            case DataSpec.Crops _ -> Painted.PHOTOGRAPHS;
            case DataSpec.Unlabelled(Media.Voxels _) -> Painted.FURNITURE;
            case DataSpec.Unlabelled _, DataSpec.Labelled _, DataSpec.Captioned _ -> Painted.SHAPES;
        };
    }

    private static int count(DataSpec spec) {
        return switch (spec) {
            case DataSpec.Crops _ -> BATCH;
            case DataSpec.Labelled _ -> LABELLED;
            case DataSpec.Unlabelled _, DataSpec.Captioned _, DataSpec.Paired _, DataSpec.Unpaired _ -> SMALL;
        };
    }

    private static int side(DataSpec spec) {
        return switch (spec) {
            case DataSpec.Crops crops -> 2 * crops.size();
            case DataSpec.Unlabelled(Media.Voxels(var _, var size)) -> size;
            case DataSpec.Unlabelled _, DataSpec.Labelled _, DataSpec.Captioned _, DataSpec.Paired _, DataSpec.Unpaired _ -> SIDE;
        };
    }
}
