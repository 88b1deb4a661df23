package gannet.server.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.run.Event;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PixelsTest {
    @Test void aPictureIsTheSameGreyColouredOrWithAPalette() throws IOException {
        var colour = new BufferedImage(5, 4, BufferedImage.TYPE_INT_RGB);
        var grey = new BufferedImage(5, 4, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 20; i++) {
            int value = i < 10 ? 0 : 255;
            colour.setRGB(i % 5, i / 5, value << 16 | value << 8 | value);
            grey.getRaster().setSample(i % 5, i / 5, 0, value);
        }
        var palette = new BufferedImage(5, 4, BufferedImage.TYPE_BYTE_BINARY);
        palette.createGraphics().drawImage(colour, 0, 0, null);
        var known = Pixels.fingerprint(colour);
        assertThat(Pixels.fingerprint(Pixels.decode(Pixels.png(grey)))).isEqualTo(known);
        assertThat(Pixels.fingerprint(Pixels.decode(Pixels.png(palette)))).isEqualTo(known);
        grey.getRaster().setSample(0, 0, 0, 1);
        assertThat(Pixels.fingerprint(grey)).isNotEqualTo(known);
    }

    @Test void aPictureOfOtherShapeWithTheSamePixelsIsAnother() {
        assertThat(Pixels.fingerprint(new BufferedImage(2, 8, BufferedImage.TYPE_INT_RGB))).isNotEqualTo(Pixels.fingerprint(new BufferedImage(8, 2, BufferedImage.TYPE_INT_RGB)));
    }

    @Test void ofAStripTheMiddlePictureStandsForIt() throws IOException {
        var sheet = new BufferedImage(12, 8, BufferedImage.TYPE_INT_RGB);
        sheet.setRGB(4, 4, 0xff0000);
        var media = new Event.Picture("photographs", 1, 2, 12, 4, 2, List.of("low", "ours", "truth"), List.of());
        assertThat(Pixels.face(sheet, media, 1).getRGB(0, 0)).isEqualTo(0xffff0000);
        assertThat(Pixels.tile(sheet, media, 1).getWidth()).isEqualTo(12);
    }
}
