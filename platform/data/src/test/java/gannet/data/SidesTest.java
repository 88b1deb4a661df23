package gannet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/// Unpaired and paired pictures.
class SidesTest extends Importing {
    private static final String SAME_NAMES = "Both folders have the same names, so they were taken as pairs. If they are two collections that have nothing to do"
            + " with each other, import them again as unpaired.";
    private static final String KNOWN = "Pictures of the same name on both sides count as showing the same: results are compared with them, and they are never trained"
            + " on as pairs. If they are pairs to learn from, import them again as paired.";

    /// Red on the left, blue on the right.
    private static byte[] both(int height) {
        return Made.file("png", Made.image(2 * height, height, BufferedImage.TYPE_INT_RGB, (x, y) -> x < height ? 0xFF0000 : 0x0000FF));
    }

    // ---- unpaired

    @Test
    void cycleGansFoldersAreTwoSides() {
        var mine = take(new Zip().with("horse2zebra/trainA/1.png", Made.colour(8)).with("horse2zebra/trainA/2.png", Made.colour(9))
                .with("horse2zebra/trainB/7.png", Made.colour(10)).with("horse2zebra/testA/3.png", Made.colour(11)).with("horse2zebra/testB/8.png", Made.colour(12)));
        var pictures = open(mine);

        assertThat(mine.kind()).isEqualTo(Kind.UNPAIRED);
        assertThat(mine.classes()).isEmpty();
        assertThat(mine.findings()).isEmpty();
        assertThat(pictures.side(Picture.A)).containsExactly(0, 1, 2);
        assertThat(pictures.side(Picture.B)).containsExactly(3, 4);
        assertThat(pictures.picture(0)).extracting(Picture::name, Picture::heldOut, Picture::partner).containsExactly("horse2zebra/testA/3.png", true, null);
        assertThat(pictures.picture(1).heldOut()).isFalse();
    }

    @Test
    void foldersAAndBWithOtherNamesAreUnpaired() {
        assertThat(take(new Zip().with("A/1.png", Made.colour(8)).with("B/2.png", Made.colour(9))).kind()).isEqualTo(Kind.UNPAIRED);
    }

    @Test
    void twoOrdinaryFoldersAreLabelsUnlessAPersonSaysSo() {
        var zip = new Zip().with("set/google/cat.png", Made.colour(8)).with("set/google/dog.png", Made.colour(9))
                .with("set/twitter/cat.png", Made.colour(10)).with("set/twitter/owl.png", Made.colour(11)).bytes();
        var labelled = take(zip, Bounds.USUAL);
        var unpaired = take(zip, Kind.UNPAIRED);

        assertThat(labelled.kind()).isEqualTo(Kind.LABELLED);
        assertThat(unpaired.kind()).isEqualTo(Kind.UNPAIRED);
        assertThat(unpaired.hash()).isNotEqualTo(labelled.hash());
        assertThat(open(unpaired).side(Picture.A)).containsExactly(0, 1);
    }

    @Test
    void partnersOfUnpairedPicturesAreKnownByTheirNames() {
        var mine = take(new Zip().with("trainA/1.png", Made.colour(8)).with("trainA/2.png", Made.colour(9)).with("trainB/1.png", Made.colour(10)).with("trainB/3.png", Made.colour(11)));
        var pictures = open(mine);

        assertThat(mine.kind()).isEqualTo(Kind.UNPAIRED);
        assertThat(mine.findings()).extracting(Finding::message).containsExactly(KNOWN);
        assertThat(pictures.picture(0).partner()).isEqualTo(2);
        assertThat(pictures.picture(2).partner()).isEqualTo(0);
        assertThat(pictures.picture(1).partner()).isNull();
    }

    @Test
    void anEmptySideIsRefusedWithAllThatIsWrong() {
        refuses(new Zip().with("trainA/1.png", Made.colour(8)).with("trainA/2.png", "no").with("trainB/1.png", Made.cut(Made.colour(50), 2_000)),
                "mine.zip holds no picture that can be read in trainB, and 1 in trainA. Unpaired pictures are two collections, each in a folder of its own."
                        + " What is wrong with its 2 files:",
                "trainA/2.png is text, not a picture; it was left out.",
                "trainB/1.png is cut short after 2 kB; it was left out.");
        refuses(new Zip().with("set/trainA/1.png", Made.colour(8)),
                "mine.zip holds no picture that can be read in trainB, and 1 in trainA. Unpaired pictures are two collections, each in a folder of its own.");
    }

    @Test
    void anEmptyFolderIsASideToo() {
        refuses(new Zip().with("A/1.png", Made.colour(8)).with("B/", new byte[0]),
                "mine.zip holds no picture that can be read in B, and 1 in A. Unpaired pictures are two collections, each in a folder of its own.");
    }

    @Test
    void threeFoldersAreNoTwoSides() {
        refuses(new Zip().with("x/1.png", Made.colour(8)).with("y/1.png", Made.colour(9)).with("z/1.png", Made.colour(10)), Kind.UNPAIRED,
                "mine.zip has its pictures in 3 folders (x, y, z), and unpaired pictures are two collections: put one into a folder A and the other into a folder B.");
        refuses(new Zip().with("1.png", Made.colour(8)), Kind.UNPAIRED,
                "mine.zip has all its pictures in one folder, and unpaired pictures are two collections: put one into a folder A and the other into a folder B.");
    }

    @Test
    void aPictureBesideTheFoldersIsLeftOut() {
        var mine = take(new Zip().with("A/1.png", Made.colour(8)).with("B/2.png", Made.colour(9)).with("preview.png", Made.colour(10)));

        assertThat(mine.count()).isEqualTo(2);
        assertThat(mine.findings()).extracting(Finding::message).containsExactly("preview.png lies in neither side's folder; it was left out.");
    }

    // ---- paired

    @Test
    void foldersAAndBWithTheSameNamesArePairs() {
        var mine = take(new Zip().with("A/train/1.png", Made.colour(8)).with("A/test/2.png", Made.colour(9)).with("B/train/1.jpg", Made.file("jpeg", Made.noise(8))).with("B/test/2.png", Made.colour(10)));
        var pictures = open(mine);

        assertThat(mine.kind()).isEqualTo(Kind.PAIRED);
        assertThat(mine.findings()).extracting(Finding::message).containsExactly(SAME_NAMES);
        assertThat(pictures.side(Picture.A)).containsExactly(0, 2);
        assertThat(pictures.picture(0)).extracting(Picture::name, Picture::partner, Picture::heldOut).containsExactly("A/test/2.png", 1, true);
        assertThat(pictures.picture(3)).extracting(Picture::name, Picture::partner, Picture::heldOut).containsExactly("B/train/1.jpg", 2, false);
    }

    @Test
    void picturesWithoutAPartnerAreLeftOutAllAtOnce() {
        var mine = take(new Zip().with("x/1.png", Made.colour(8)).with("x/2.png", Made.colour(9)).with("x/3.png", Made.colour(10)).with("x/3.gif", Made.file("gif", Made.noise(10)))
                .with("y/1.png", Made.colour(8)).with("y/3.png", Made.file("png", Made.image(20, 10, BufferedImage.TYPE_INT_RGB, (i, j) -> i))).with("y/4.png", Made.colour(12)), Kind.PAIRED);

        assertThat(mine.count()).isEqualTo(2);
        assertThat(mine.findings()).extracting(Finding::message).containsExactly(
                "x/2.png has no partner in y; it was left out.",
                "x/3.gif is 10 × 10 pixels, and its partner 20 × 10: a pair has one shape; it was left out.",
                "x/3.png has the same name as x/3.gif; it was left out.",
                "y/3.png is 20 × 10 pixels, and its partner 10 × 10: a pair has one shape; it was left out.",
                "y/4.png has no partner in x; it was left out.");
    }

    @Test
    void pairsOfWhichNoneMatches() {
        refuses(new Zip().with("x/1.png", Made.colour(8)).with("y/2.png", Made.colour(9)), Kind.PAIRED,
                "mine.zip holds no pair of pictures: nothing in x has the same name as something in y. What is wrong with its 2 files:",
                "x/1.png has no partner in y; it was left out.",
                "y/2.png has no partner in x; it was left out.");
    }

    @Test
    void doublePicturesAreCutInHalves() {
        var mine = take(new Zip().with("train/1.png", both(20)).with("val/2.png", both(24)));
        var pictures = open(mine);

        assertThat(mine.kind()).isEqualTo(Kind.PAIRED);
        assertThat(mine.findings()).isEmpty();
        assertThat(mine.count()).isEqualTo(4);
        assertThat(mine.bytes()).isEqualTo(both(20).length + both(24).length);
        assertThat(pictures.picture(0)).extracting(Picture::width, Picture::height, Picture::side, Picture::half, Picture::partner, Picture::heldOut)
                .containsExactly(20, 20, "a", "left", 1, false);
        assertThat(pictures.picture(3).heldOut()).isTrue();
        for (var i = 0; i < 4; i++) {
            var values = pictures.pixels(i, 1000).values();
            assertThat(values).hasSize(pictures.picture(i).width() * pictures.picture(i).height() * 3);
            assertThat(new int[] {values[0] & 255, values[2] & 255, values[values.length - 3] & 255, values[values.length - 1] & 255})
                    .containsExactly(i % 2 == 0 ? new int[] {255, 0, 255, 0} : new int[] {0, 255, 0, 255});
        }
    }

    @Test
    void theHalvesOfDoublePicturesAreTwoCollectionsIfAPersonSaysSo() {
        var mine = take(new Zip().with("train/1.png", both(20)).with("val/2.png", both(24)), Kind.UNPAIRED);
        var pictures = open(mine);

        assertThat(mine.kind()).isEqualTo(Kind.UNPAIRED);
        assertThat(pictures.side(Picture.A)).containsExactly(0, 2);
        assertThat(pictures.picture(2)).extracting(Picture::half, Picture::partner, Picture::heldOut).containsExactly("left", 3, true);
    }

    @Test
    void doublePicturesInOneFolderAreAskedAbout() {
        var zip = new Zip().with("1.png", both(20)).with("2.png", both(20)).bytes();

        assertThat(take(zip, Bounds.USUAL).kind()).isEqualTo(Kind.PICTURES);
        assertThat(take(zip, Bounds.USUAL).findings()).extracting(Finding::message).containsExactly(
                "Every picture is twice as wide as high, as pairs side by side are. If they are pairs, import them again as paired.");
        assertThat(take(zip, Kind.PAIRED).kind()).isEqualTo(Kind.PAIRED);
    }

    @Test
    void whatIsNotTwiceAsWideIsNoPair() {
        var mine = take(new Zip().with("1.png", both(20)).with("2.png", Made.colour(20)), Kind.PAIRED);

        assertThat(mine.count()).isEqualTo(2);
        assertThat(mine.findings()).extracting(Finding::file, Finding::message).containsExactly(
                tuple("2.png", "2.png is 20 × 20 pixels, and a pair side by side is twice as wide as high; it was left out."));
    }

    @Test
    void aWallShowsPairsAboveEachOtherAndSidesApart() throws IOException {
        var paired = open(take(new Zip().with("train/1.png", both(20)).with("train/2.png", both(24)), Kind.PAIRED));

        assertThat(wall(paired, 2, 2)).containsExactly(0xFF0000, 0xFF0000, 0x0000FF, 0x0000FF);
        assertThat(wall(paired, 4, 1)).containsExactly(0xFF0000, 0x0000FF, 0xFF0000, 0x0000FF);
        assertThat(wall(paired, 1, 4)).containsExactly(0xFF0000, 0x0000FF, 0xFF0000, 0x0000FF);

        var unpaired = open(take(new Zip().with("A/1.png", plain(0xFF0000)).with("B/2.png", plain(0x0000FF)).with("B/3.png", plain(0x0000FE)).with("B/4.png", plain(0x0000FD))));
        assertThat(wall(unpaired, 1, 2)).containsExactly(0xFF0000, 0x0000FE);
    }

    private static byte[] plain(int rgb) { return Made.file("png", Made.image(8, 8, BufferedImage.TYPE_INT_RGB, (x, y) -> rgb)); }

    /// The colour in the middle of each tile.
    private static int[] wall(Pictures pictures, int columns, int rows) throws IOException {
        var image = ImageIO.read(new ByteArrayInputStream(pictures.wall(columns, rows, 8)));
        return IntStream.range(0, columns * rows).map(i -> image.getRGB(i % columns * 10 + 4, i / columns * 10 + 4) & 0xFFFFFF).toArray();
    }

    // ---- what a person says of single pictures

    @Test
    void picturesThatShouldBeCaptionedAndAreNotAreListed() {
        refuses(new Zip().with("a.png", Made.colour(8)).with("b.png", Made.colour(9)).with("captions.csv", "a.png,a gull\nc.png,a skua"), Kind.CAPTIONED,
                "1 of 2 pictures in mine.zip has no caption. Write a text beside each picture, or a list in captions.csv. What is wrong with its 2 files:",
                "c.png has a caption in captions.csv and is not among the pictures.",
                "b.png has no caption.");
    }

    @Test
    void foldersAreNoLabelsIfAPersonSaysSo() {
        var mine = take(new Zip().with("2019/a.png", Made.colour(8)).with("2020/b.png", Made.colour(9)), Kind.PICTURES);

        assertThat(mine.kind()).isEqualTo(Kind.PICTURES);
        assertThat(mine.classes()).isEmpty();
    }
}
