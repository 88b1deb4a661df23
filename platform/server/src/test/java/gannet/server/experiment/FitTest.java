package gannet.server.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.server.dataset.DataSet;
import gannet.spi.DataSpec;
import gannet.spi.Media;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FitTest {
    private static final DataSpec COLOUR = new DataSpec.Unlabelled(new Media.Images(3, 32));

    @Test void smallPicturesAreNoted() {
        assertThat(Fit.note(COLOUR, data("pictures", 20, 3))).contains("The smallest pictures are 20 × 20 and are enlarged to 32 × 32.");
    }

    @Test void greyAndColourAreTurnedIntoEachOtherAndThatIsNoted() {
        assertThat(Fit.note(COLOUR, data("pictures", 64, 1))).contains("Its greys are repeated in three colours.");
        assertThat(Fit.note(new DataSpec.Unlabelled(new Media.Images(1, 32)), data("pictures", 64, 3))).contains("Its colours are turned into greys.");
        assertThat(Fit.note(COLOUR, data("pictures", 64, 3))).isEmpty();
    }

    @Test void solidsOfAnotherSizeAreNoted() {
        assertThat(Fit.note(new DataSpec.Unlabelled(new Media.Voxels(1, 64)), data("voxels", 32, 1))).contains("Its solids have 32 voxels a side and stand in the middle of 64.");
        assertThat(Fit.note(new DataSpec.Unlabelled(new Media.Voxels(1, 32)), data("voxels", 32, 1))).isEmpty();
    }

    @Test void piecesOfPhotographsAreNotEnlarged() {
        assertThat(Fit.note(new DataSpec.Crops(3, 96, 4), data("pictures", 20, 3))).isEmpty();
    }

    private static DataSet data(String kind, int side, int channels) {
        return new DataSet(new UUID(0, 1), new UUID(0, 2), "Birds", 1, kind, "0".repeat(64), 10, side, side, side, side, channels, List.of(), 1000, false,
                Instant.EPOCH, "Ada", List.of(), 0, "", "");
    }
}
