package gannet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class ImportTest extends Importing {
    @Test
    void keepsTheVeryFilesThatCame() throws IOException {
        var colour = Made.colour(8);
        var jpeg = Made.file("jpeg", Made.noise(12));
        var mine = take(new Zip().with("b.jpg", jpeg).with("a.png", colour));
        var pictures = open(mine);

        assertThat(mine.kind()).isEqualTo(Kind.PICTURES);
        assertThat(mine.findings()).isEmpty();
        assertThat(mine.bytes()).isEqualTo(colour.length + jpeg.length);
        assertThat(mine.smallest()).isEqualTo(new Description.Extent(8, 8));
        assertThat(mine.largest()).isEqualTo(new Description.Extent(12, 12));
        assertThat(pictures.picture(0)).isEqualTo(new Picture("pictures/00/000000.png", 8, 8, 3, "", "", "a.png"));
        assertThat(Files.readAllBytes(pictures.folder().resolve("pictures/00/000000.png"))).isEqualTo(colour);
        assertThat(Files.readAllBytes(pictures.folder().resolve("pictures/00/000001.jpg"))).isEqualTo(jpeg);
        assertThat(pictures.description()).isEqualTo(mine);
    }

    @Test
    void theHashIsThatOfTheContentNotOfTheArchive() {
        var first = take(new Zip().with("a.png", Made.colour(8)).with("b.png", Made.grey(8)));

        assertThat(take(new Zip().with("b.png", Made.grey(8)).with("junk/.DS_Store", "x").with("a.png", Made.colour(8))).hash()).isEqualTo(first.hash());
        assertThat(take(new Zip().with("a.png", Made.colour(8)).with("c.png", Made.grey(8))).hash()).isNotEqualTo(first.hash());
        assertThat(take(new Zip().with("a.png", Made.colour(9)).with("b.png", Made.grey(8))).hash()).isNotEqualTo(first.hash());
        assertThat(take(new Zip().with("a.png", Made.colour(8)).with("b.png", Made.grey(8)).with("a.txt", "one").with("b.txt", "two")).hash())
                .isNotEqualTo(first.hash());
    }

    @Test
    void readsAFolderLikeAZip() throws IOException {
        var source = Files.createDirectories(folder.resolve("source/birds"));
        Files.write(source.resolve("a.png"), Made.colour(8));
        Files.createSymbolicLink(source.resolve("b.png"), Path.of("a.png"));
        var taken = library().take(folder.resolve("source"), "source", "Mine", (done, all) -> {}, () -> false).description();

        assertThat(taken.count()).isEqualTo(1);
        assertThat(taken.findings()).extracting(Finding::message).containsExactly("birds/b.png is a link to another place; it was left out.");
        assertThat(taken.hash()).isEqualTo(take(new Zip().with("birds/a.png", Made.colour(8))).hash());
    }

    @Test
    void whatSystemsLeaveBehindIsPassedOverInSilence() {
        var mine = take(new Zip().with("a.png", Made.colour(8)).with("__MACOSX/._a.png", "x").with(".DS_Store", "x").with("Thumbs.db", "x").with("sub/desktop.ini", "x"));

        assertThat(mine.findings()).isEmpty();
    }

    @Test
    void theLicenceIsKept() {
        var mine = take(new Zip().with("a.png", Made.grey(8)).with("LICENSE.txt", "CC BY 4.0\n"));

        assertThat(mine.licence()).isEqualTo("CC BY 4.0");
        assertThat(mine.source()).isEqualTo("mine.zip");
        assertThat(mine.findings()).isEmpty();
    }

    @Test
    void photosAreTurnedUpright() throws IOException {
        var plain = Made.file("jpeg", Made.image(16, 8, BufferedImage.TYPE_INT_RGB, (x, y) -> x < 8 ? 0xFFFFFF : 0));
        var exif = ByteBuffer.allocate(36).putShort((short) 0xFFE1).putShort((short) 34).put("Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(8).putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1).putShort((short) 6).putShort((short) 0).putInt(0).array();
        var turned = new ByteArrayOutputStream();
        turned.write(plain, 0, 2);
        turned.write(exif);
        turned.write(plain, 2, plain.length - 2);
        var mine = take(new Zip().with("phone.jpg", turned.toByteArray()));

        assertThat(mine.smallest()).isEqualTo(new Description.Extent(8, 16));
        var pixels = open(mine).pixels(0, 1000);
        assertThat(pixels.values()[0] & 255).as("top").isGreaterThan(200);
        assertThat(pixels.values()[(15 * 8 + 4) * 3] & 255).as("bottom").isLessThan(50);
    }

    @Test
    void aPngNamedJpgIsReadForWhatItIs() {
        var mine = take(new Zip().with("x.jpg", Made.colour(8)));

        assertThat(open(mine).picture(0).file()).endsWith(".png");
        assertThat(mine.findings()).isEmpty();
    }

    @Test
    void mixedGreyColourAndAlphaIsTold() {
        var mine = take(new Zip().with("a.png", Made.colour(8)).with("b.png", Made.grey(8)).with("c.png", Made.alpha(8)).with("d.png", Made.grey(9)));

        assertThat(mine.channels()).isEqualTo(3);
        assertThat(mine.findings()).containsExactly(
                new Finding("", "2 of 4 pictures are grey and the others are in colour; all are read as colour."),
                new Finding("", "1 of 4 pictures can be see-through (an alpha channel); training sees them on white."));
    }

    @Test
    void aCancelledImportLeavesNothing() throws IOException {
        var zip = new Zip().with("a.png", Made.colour(8)).with("b.png", Made.colour(9)).at(folder.resolve("mine.zip"));
        var told = new ArrayList<Integer>();

        assertThatThrownBy(() -> library().take(zip, "mine.zip", "Mine", (done, all) -> told.add(done), () -> told.contains(0)))
                .isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.problems()).extracting(Problem::kind, Problem::message)
                        .containsExactly(tuple(Problem.Kind.CONFLICT, "The import of mine.zip was cancelled; nothing of it was kept.")));
        assertThat(folder.resolve("datasets")).isEmptyDirectory();
    }

    @Test
    void whatAKilledImportLeftIsSweptAndALiveOneIsNot() throws IOException {
        var zip = new Zip().with("a.png", Made.colour(8)).at(folder.resolve("mine.zip"));
        var datasets = Files.createDirectories(folder.resolve("datasets"));
        Files.createDirectories(datasets.resolve(".import-dead/pictures/00"));
        Files.write(datasets.resolve(".import-dead/pictures/00/000000.png"), Made.colour(8));
        Files.createFile(datasets.resolve(".import-dead.lock"));

        var taken = library().take(zip, "mine.zip", "Mine", (done, all) -> library().sweep(), () -> false);

        try (var list = Files.list(datasets)) {
            assertThat(list).containsExactly(taken.folder());
        }
        assertThat(taken.folder().getFileName()).hasToString(taken.description().hash());
        assertThat(Pictures.open(taken.folder()).count()).isEqualTo(1);
    }

    @Test
    void aFolderThatIsNoDataSetSaysSo() {
        assertThatThrownBy(() -> Pictures.open(folder)).hasMessage(
                folder + " is not an imported data set: it has no dataset.json. Import a zip or folder of pictures first");
    }
}
