package gannet.server.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gannet.run.Event;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class StripTest {
    private static final Event.Picture MEDIA = new Event.Picture("images", 3, 2, 8, 8, 6);

    @Test void cutsTilesAcrossTheEndOfARow() throws IOException {
        var strip = ImageIO.read(new ByteArrayInputStream(Strip.of(sheet(3), MEDIA, 2, 2, 16)));

        assertThat(strip.getWidth()).isEqualTo(32);
        assertThat(strip.getHeight()).isEqualTo(16);
        assertThat(strip.getRGB(8, 8) & 0xFFFFFF).isEqualTo(colour(2));
        assertThat(strip.getRGB(24, 8) & 0xFFFFFF).isEqualTo(colour(3));
    }

    @Test void leavesClearWhatIsClear() throws IOException {
        var strip = ImageIO.read(new ByteArrayInputStream(Strip.of(new BufferedImage(24, 16, BufferedImage.TYPE_INT_ARGB), MEDIA, 0, 1, 16)));

        assertThat(strip.getRGB(8, 8) >>> 24).isZero();
    }

    @Test void ofPicturesSideBySideItShowsTheOneInTheMiddle() throws IOException {
        var media = new Event.Picture("strips", 1, 2, 24, 8, 2, List.of("real", "fake", "back"), List.of());
        var strip = ImageIO.read(new ByteArrayInputStream(Strip.of(sheet(3), media, 0, 2, 16)));

        assertThat(strip.getWidth()).isEqualTo(32);
        assertThat(strip.getRGB(8, 8) & 0xFFFFFF).isEqualTo(colour(1));
        assertThat(strip.getRGB(24, 8) & 0xFFFFFF).isEqualTo(colour(4));
    }

    @Test void saysSoIfASheetIsSmallerThanItWasSaidToBe() {
        var tooSmall = sheet(2);

        assertThatThrownBy(() -> Strip.of(tooSmall, MEDIA, 2, 1, 16)).isInstanceOf(IOException.class)
                .hasMessage("it is smaller than its run said");
    }

    private static BufferedImage sheet(int columns) {
        var sheet = new BufferedImage(columns * 8, 16, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < sheet.getHeight(); y++) {
            for (int x = 0; x < sheet.getWidth(); x++) {
                sheet.setRGB(x, y, colour(y / 8 * columns + x / 8));
            }
        }
        return sheet;
    }

    private static int colour(int tile) { return 0x102030 * (tile + 1) & 0xFFFFFF; }
}
