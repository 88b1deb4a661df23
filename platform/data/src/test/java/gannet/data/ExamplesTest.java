package gannet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExamplesTest {
    @TempDir Path folder;

    Pictures pictures(byte[]... files) throws IOException {
        var zip = new Zip();
        for (var i = 0; i < files.length; i++) {
            zip.with("%03d.png".formatted(i), files[i]);
        }
        var library = new Library(folder.resolve("datasets"));
        return library.open(library.take(zip.at(folder.resolve("mine.zip")), "mine.zip", "Mine", (done, all) -> {}, () -> false).description().hash());
    }

    float[] read(Pictures pictures, int side, int channels, int... indices) {
        try (var examples = new Examples(pictures, side, side, channels, folder.resolve("cache"))) {
            return examples.read(indices, examples.middles(indices));
        }
    }

    static float value(int grey) { return grey / 127.5f - 1; }

    @Test
    void channelsStandOneAfterTheOther() throws IOException {
        var pictures = pictures(Made.file("png", Made.image(2, 2, BufferedImage.TYPE_INT_RGB, (x, y) -> y == 0 ? 0xFF8000 : 0x0000FF)));

        assertThat(read(pictures, 2, 3, 0)).containsExactly(
                1, 1, -1, -1, value(128), value(128), -1, -1, -1, -1, 1, 1);
    }

    @Test
    void greyValuesAreTakenAsTheyStandInTheFile() throws IOException {
        var grey = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
        grey.getRaster().setSample(0, 0, 0, 40);
        grey.getRaster().setSample(1, 0, 0, 200);
        var deep = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY);
        deep.getRaster().setSample(0, 0, 0, 0x64FF);
        var pictures = pictures(Made.file("png", grey), Made.file("png", deep));

        assertThat(pictures.pixels(0, 1000).values()).containsExactly(40, 200);
        assertThat(read(pictures, 1, 1, 1)).containsExactly(value(0x64));
        assertThat(read(pictures, 1, 3, 1)).containsExactly(value(0x64), value(0x64), value(0x64));
    }

    @Test
    void colourBecomesGreyByItsBrightness() throws IOException {
        var pictures = pictures(Made.file("png", Made.image(1, 1, BufferedImage.TYPE_INT_RGB, (x, y) -> 0x00FF00)));

        assertThat(read(pictures, 1, 1, 0)).containsExactly(value(150));
    }

    @Test
    void alphaIsLaidOnWhite() throws IOException {
        var half = Made.file("png", Made.image(1, 1, BufferedImage.TYPE_INT_ARGB, (x, y) -> 0x80000000));
        var palette = new IndexColorModel(1, 2, new byte[] {10, 20}, new byte[] {30, 40}, new byte[] {50, 60}, new byte[] {0, (byte) 255});
        var indexed = new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_BINARY, palette);
        indexed.getRaster().setSample(1, 0, 0, 1);
        var pictures = pictures(half, Made.file("png", indexed));

        assertThat(read(pictures, 1, 3, 0)).containsExactly(value(127), value(127), value(127));
        assertThat(pictures.pixels(1, 1000).values()).startsWith((byte) 255, (byte) 255, (byte) 255, 20, 40, 60);
        assertThat(pictures.picture(1).channels()).isEqualTo(4);
    }

    @Test
    void theMiddleSquareIsTaken() throws IOException {
        var pictures = pictures(Made.file("png", Made.image(6, 2, BufferedImage.TYPE_INT_RGB, (x, y) -> x == 2 || x == 3 ? 0xFFFFFF : 0)));

        assertThat(read(pictures, 2, 1, 0)).containsExactly(1, 1, 1, 1);
    }

    @Test
    void fineStripesShrinkToGreyAndNotToStripes() throws IOException {
        var pictures = pictures(Made.file("png", Made.image(300, 300, BufferedImage.TYPE_INT_RGB, (x, y) -> (x + y) % 2 == 0 ? 0xFFFFFF : 0)));

        for (var value : read(pictures, 7, 1, 0)) {
            assertThat(value).isCloseTo(0, within(0.03f));
        }
    }

    @Test
    void aRampStaysARamp() throws IOException {
        var pictures = pictures(Made.file("png", Made.image(16, 16, BufferedImage.TYPE_INT_RGB, (x, y) -> 0x010101 * (x * 16))));

        assertThat(pictures.pixels(0, 1000).as(1).resized(4, 1).values()).containsExactly(30, 88, (byte) 152, (byte) 210); // 106 / 3.5 at the edge
        assertThat(read(pictures, 32, 1, 0)[16]).isCloseTo(value(124), within(0.01f));
    }

    @Test
    void mirroredMeansLeftToRight() throws IOException {
        var pictures = pictures(Made.file("png", Made.image(3, 3, BufferedImage.TYPE_INT_RGB, (x, y) -> x == 0 ? 0xFFFFFF : 0)));

        try (var examples = new Examples(pictures, 3, 3, 1, folder.resolve("cache"))) {
            assertThat(examples.read(new int[] {0, 0}, new Cut[] {new Cut(0, 0, true), new Cut(0, 0, false)}))
                    .containsExactly(-1, -1, 1, -1, -1, 1, -1, -1, 1, 1, -1, -1, 1, -1, -1, 1, -1, -1);
        }
    }

    @Test
    void piecesAreCutFromLargerSquares() throws IOException {
        var pictures = pictures(Made.file("png", Made.image(4, 4, BufferedImage.TYPE_INT_RGB, (x, y) -> 0x010101 * (10 * y + x))));
        try (var examples = new Examples(pictures, 2, 4, 1, folder.resolve("cache"))) {
            assertThat(examples.room(0)).isEqualTo(new Material.Room(2, 2));
            assertThat(examples.read(new int[] {0, 0}, new Cut[] {new Cut(1, 2, false), new Cut(1, 2, true)}))
                    .containsExactly(value(21), value(22), value(31), value(32), value(22), value(21), value(32), value(31));
        }
    }

    @Test
    void examplesKeptInAFileAreTheSame() throws IOException {
        var kept = Kept.InFile.under(folder.resolve("cache"), new long[] {0, 2, 6, 7});
        kept.put(1, new byte[] {1, 2, 3, 4});

        assertThat(kept).isInstanceOf(Kept.InFile.class);
        assertThat(kept.get(0)).isNull();
        assertThat(kept.get(1)).containsExactly(1, 2, 3, 4);
        assertThat(folder.resolve("cache")).as("the file goes with the process").isEmptyDirectory();
        kept.close();
    }

    @Test
    void aThumbnailFitsAndNeverGrows() throws IOException {
        var pictures = pictures(Made.file("png", Made.image(40, 20, BufferedImage.TYPE_INT_RGB, (x, y) -> 0xFF0000)));

        assertThat(size(pictures.thumbnail(0, 10))).containsExactly(10, 5);
        assertThat(size(pictures.thumbnail(0, 1))).containsExactly(1, 1);
        assertThat(size(pictures.thumbnail(0, 400))).containsExactly(40, 20);
    }

    private static int[] size(byte[] png) {
        try {
            var pixels = Decoder.pixels(png, 1000);
            return new int[] {pixels.width(), pixels.height()};
        } catch (UnreadableException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatWeWriteIsReadByJava() throws Exception {
        var dice = new Dice(1);
        for (var channels : new int[] {1, 3}) {
            var values = new byte[300 * 250 * channels];
            for (var i = 0; i < values.length; i++) {
                values[i] = (byte) dice.next();
            }
            var pixels = new Pixels(300, 250, channels, values);

            assertThat(Decoder.pixels(Png.stored(pixels), 1000).values()).isEqualTo(values);
            assertThat(Decoder.pixels(Png.small(pixels), 1000).values()).isEqualTo(values);
        }
    }
}
