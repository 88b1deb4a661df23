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
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportTest {
    @TempDir Path folder;

    Library library() { return new Library(folder.resolve("datasets")); }

    Description take(Zip zip) { return take(zip.bytes(), Bounds.USUAL); }

    Description take(byte[] zip, Bounds bounds) {
        try {
            var file = Files.write(folder.resolve("mine.zip"), zip);
            return new Library(folder.resolve("datasets"), bounds).take(file, "mine.zip", "Mine", (done, all) -> {}, () -> false).description();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Pictures open(Description description) { return library().open(description.hash()); }

    // ---- what is right

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
    void foldersAreLabels() {
        var mine = take(new Zip().with("digits/9/a.png", Made.grey(8)).with("digits/10/b.png", Made.grey(9)).with("digits/9/c.png", Made.grey(10)));

        assertThat(mine.kind()).isEqualTo(Kind.LABELLED);
        assertThat(mine.classes()).containsExactly("9", "10");
        assertThat(open(mine).picture(0).label()).isEqualTo("10");
        assertThat(open(mine).classNumber(0)).isEqualTo(1);
    }

    @Test
    void foldersOfDifferentDepthAreNotLabels() {
        var mine = take(new Zip().with("cat/a.png", Made.grey(8)).with("dog/b.png", Made.grey(9)).with("dog/small/c.png", Made.grey(10)));

        assertThat(mine.kind()).isEqualTo(Kind.PICTURES);
        assertThat(mine.findings()).containsExactly(new Finding("", "1 of 3 pictures do not lie directly in one of the 2 folders, so folders were not taken"
                + " as labels. For labels, put every picture directly into a folder named after its class."));
    }

    @Test
    void textsBesidePicturesAreCaptions() {
        var mine = take(new Zip().with("a.png", Made.grey(8)).with("a.txt", "\uFEFF a  grey\tsquare \n another").with("b.png", Made.grey(9)).with("b.txt", "another one"));

        assertThat(mine.kind()).isEqualTo(Kind.CAPTIONED);
        assertThat(mine.findings()).isEmpty();
        assertThat(open(mine).picture(0).caption()).isEqualTo("a grey square");
        assertThat(open(mine).picture(1).words()).isEqualTo("another one");
    }

    @Test
    void listsOfCaptionsAreRead() {
        var pictures = new String[] {"in/a.png", "in/b.png"};
        for (var list : new String[][] {
            {"in/captions.txt", "a.png\ta gull, flying\nb.png\ta skua"}, {"captions.txt", "in/a.png,a gull, flying\nin/b.png,a skua\n"},
            {"in/captions.csv", "id,file,caption\n1,a.png,\"a gull, flying\"\n2,b.png,a skua"},
            {"in/metadata.jsonl", "{\"file_name\":\"a.png\",\"text\":\"a gull, flying\"}\n{\"file_name\":\"b.png\",\"text\":\"a skua\"}"}}) {
            var mine = take(new Zip().with(pictures[0], Made.grey(8)).with(pictures[1], Made.grey(9)).with(list[0], list[1]));

            assertThat(mine.findings()).isEmpty();
            assertThat(open(mine).picture(0).caption()).isEqualTo("a gull, flying");
            assertThat(open(mine).picture(1).caption()).isEqualTo("a skua");
        }
    }

    @Test
    void missingCaptionsAndCaptionsForNothingAreTold() {
        var mine = take(new Zip().with("a.png", Made.grey(8)).with("b.png", Made.grey(9)).with("captions.txt", "a.png,a gull\nc.png,a skua"));

        assertThat(mine.kind()).isEqualTo(Kind.PICTURES);
        assertThat(mine.findings()).extracting(Finding::message).containsExactly(
                "1 of 2 pictures have no caption, so the set does not count as captioned. Add the missing captions and import it again.",
                "captions.txt says something about a file that is not among the pictures, such as “c.png”.");
    }

    @Test
    void theLicenceIsKept() {
        var mine = take(new Zip().with("a.png", Made.grey(8)).with("LICENSE.txt", "CC BY 4.0\n"));

        assertThat(mine.licence()).isEqualTo("CC BY 4.0");
        assertThat(mine.source()).isEqualTo("mine.zip");
        assertThat(mine.findings()).isEmpty();
    }

    @Test
    void idxFilesBecomePicturesWithLabels() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(Made.idx3(2, 2, 3, new byte[] {0, 50, 100, (byte) 150, (byte) 200, (byte) 255, 1, 2, 3, 4, 5, 6}));
        }
        var mine = take(new Zip().with("train-images-idx3-ubyte.gz", packed.toByteArray()).with("train-labels-idx1-ubyte", Made.idx1((byte) 7, (byte) 3)));

        assertThat(mine.kind()).isEqualTo(Kind.LABELLED);
        assertThat(mine.findings()).isEmpty();
        assertThat(mine.channels()).isEqualTo(1);
        assertThat(open(mine).picture(1)).isEqualTo(new Picture("pictures/00/000001.png", 3, 2, 1, "3", "", "train-images/000001.png"));
        assertThat(open(mine).pixels(0, 1000).values()).containsExactly(0, 50, 100, 150, 200, 255);
    }

    @Test
    void labelsThatDoNotFitAreTold() {
        var mine = take(new Zip().with("images-idx3-ubyte", Made.idx3(2, 1, 2, new byte[4])).with("labels-idx1-ubyte", Made.idx1((byte) 7)));

        assertThat(mine.kind()).isEqualTo(Kind.PICTURES);
        assertThat(mine.findings()).extracting(Finding::message).containsExactly(
                "No labels fit images-idx3-ubyte: 1 label for 2 pictures. The pictures were taken without labels; name the labels' file labels-idx1-ubyte.");
    }

    @Test
    void anIdxFileThatIsCutShortGivesWhatItHas() {
        var mine = take(new Zip().with("images-idx3-ubyte", Made.idx3(3, 1, 2, new byte[5])));

        assertThat(mine.count()).isEqualTo(2);
        assertThat(mine.findings()).extracting(Finding::message).containsExactly("images-idx3-ubyte is cut short: 2 of 3 pictures could be read.");
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

    // ---- what is wrong with a file

    /// What becomes of a file beside a good one.
    String finding(String name, byte[] file) {
        var mine = take(new Zip().with("good.png", Made.colour(8)).with(name, file));
        assertThat(mine.count()).isEqualTo(1);
        assertThat(mine.findings()).hasSize(1).extracting(Finding::file).containsExactly(name);
        return mine.findings().getFirst().message();
    }

    @Test
    void aPngThatIsCutShort() {
        assertThat(finding("x.png", Made.cut(Made.colour(100), 12_345))).isEqualTo("x.png is cut short after 12 kB; it was left out.");
    }

    @Test
    void aJpegThatIsCutShort() {
        var jpeg = Made.file("jpeg", Made.noise(100));

        assertThat(finding("x.jpg", Made.cut(jpeg, jpeg.length / 2))).isEqualTo("x.jpg is cut short after %d kB; it was left out.".formatted(jpeg.length / 2000));
    }

    @Test
    void aBmpThatIsCutShort() {
        assertThat(finding("x.bmp", Made.cut(Made.file("bmp", Made.noise(100)), 12_345))).isEqualTo("x.bmp is cut short after 12 kB; it was left out.");
    }

    @Test
    void aGifThatIsCutShort() {
        assertThat(finding("x.gif", Made.cut(Made.file("gif", Made.noise(100)), 2_345))).isEqualTo("x.gif is cut short after 2 kB; it was left out.");
    }

    @Test
    void aPngThatIsDamaged() {
        var png = Made.colour(100);
        for (var i = 200; i < 5000; i++) {
            png[i] = (byte) i;
        }

        assertThat(finding("x.png", png)).isEqualTo("x.png is damaged and cannot be decoded; it was left out.");
    }

    @Test
    void aTextNamedPng() {
        assertThat(finding("x.png", "Dear diary".getBytes(StandardCharsets.UTF_8))).isEqualTo("x.png is text, not a picture; it was left out.");
    }

    @Test
    void aPngNamedJpgIsReadForWhatItIs() {
        var mine = take(new Zip().with("x.jpg", Made.colour(8)));

        assertThat(open(mine).picture(0).file()).endsWith(".png");
        assertThat(mine.findings()).isEmpty();
    }

    @Test
    void anEmptyFile() { assertThat(finding("x.png", new byte[0])).isEqualTo("x.png is empty; it was left out."); }

    @Test
    void aWebPPicture() {
        assertThat(finding("x.webp", "RIFF....WEBPVP8 ".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("x.webp is a WebP picture, which is not read: save it as PNG or JPEG; it was left out.");
    }

    @Test
    void anArchiveInTheArchive() {
        assertThat(finding("x.zip", new Zip().with("a.png", Made.colour(8)).bytes()))
                .isEqualTo("x.zip is an archive inside the archive, which is not opened: unpack it and add its pictures; it was left out.");
    }

    @Test
    void aFileOfAnotherKind() {
        assertThat(finding("x.mat", new byte[] {1, 2, 3, 0, 0})).isEqualTo("x.mat is not a picture (PNG, JPEG, GIF, BMP and idx files are read); it was left out.");
    }

    @Test
    void aJpegForPrint() {
        var jpeg = new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xC0, 0, 20, 8, 0, 8, 0, 8, 4, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0, 4, 0x11, 0};

        assertThat(finding("x.jpg", jpeg)).isEqualTo("x.jpg is a JPEG in CMYK, which is for print; grey and RGB are read: save it as RGB; it was left out.");
    }

    @Test
    void aPngThatUnpacksToTooManyPixels() {
        var png = Png.small(new Pixels(1, 1, 1, new byte[1]));
        ByteBuffer.wrap(png).putInt(16, 60_000).putInt(20, 50_000);
        var check = new CRC32();
        check.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(29, (int) check.getValue());

        assertThat(finding("x.png", png)).isEqualTo("x.png would unpack to 60,000 × 50,000 pixels, 3,000,000,000 in all, and at most 40,000,000 are read: make it smaller; it was left out.");
    }

    @Test
    void aFileThatIsTooLarge() {
        var bounds = new Bounds(10, 1_000, 1_000, 100_000, 200, 1_000_000);
        var mine = take(new Zip().with("good.png", Made.colour(8)).with("x.png", Made.colour(40)).bytes(), bounds);

        assertThat(mine.findings()).extracting(Finding::message).containsExactly("x.png is larger than 1 kB, the most that one file may have; it was left out.");
    }

    @Test
    void anEntryThatIsADecompressionBomb() {
        assertThat(finding("x.png", new byte[20_000_000])).isEqualTo("x.png unpacks to more than 200 times its packed size of 19 kB, as decompression bombs do; it was left out.");
    }

    @Test
    void anEntryWhoseChecksumIsWrong() {
        var zip = new Zip().with("good.png", Made.colour(8)).with("x.png", Made.colour(9)).bytes();
        // the last central directory entry's checksum
        for (var at = zip.length - 4; ; at--) {
            if (ByteBuffer.wrap(zip).getInt(at) == 0x504B0102) {
                zip[at + 16]++;
                break;
            }
        }
        var mine = take(zip, Bounds.USUAL);

        assertThat(mine.findings()).extracting(Finding::message).containsExactly("x.png is damaged: its checksum is not the one that the archive names; it was left out.");
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
    void onlySoManyFindingsAreKept() {
        var zip = new Zip().with("good.png", Made.colour(8));
        for (var i = 0; i < 250; i++) {
            zip.with("note-%03d.png".formatted(i), "x");
        }
        var mine = take(zip);

        assertThat(mine.findings()).hasSize(200);
        assertThat(mine.moreFindings()).isEqualTo(50);
    }

    // ---- what is wrong with the archive

    void refuses(byte[] zip, Bounds bounds, String... messages) {
        assertThatThrownBy(() -> take(zip, bounds)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.kind()).isEqualTo(Problem.Kind.USER);
            assertThat(e.problems()).extracting(Problem::message).containsExactly(messages);
        });
        assertThat(folder.resolve("datasets")).isEmptyDirectory();
    }

    void refuses(Zip zip, String... messages) { refuses(zip.bytes(), Bounds.USUAL, messages); }

    @Test
    void pathTricksAllAtOnce() {
        refuses(new Zip().with("good.png", Made.colour(8)).with("../../etc/passwd", "x").with("/etc/shadow", "x").with("C:\\boot.ini", "x").with("a\\..\\..\\b.png", "x"),
                "mine.zip holds an entry named “../../etc/passwd”, which points outside the archive. Nothing was imported; pack the folder of pictures again.",
                "mine.zip holds an entry named “/etc/shadow”, which points outside the archive. Nothing was imported; pack the folder of pictures again.",
                "mine.zip holds an entry named “C:\\boot.ini”, which points outside the archive. Nothing was imported; pack the folder of pictures again.",
                "mine.zip holds an entry named “a\\..\\..\\b.png”, which points outside the archive. Nothing was imported; pack the folder of pictures again.");
    }

    @Test
    void anEmptyZip() { refuses(new Zip(), "mine.zip is empty. Choose a zip with pictures in it."); }

    @Test
    void aZipWithNothingUsable() {
        refuses(new Zip().with("a.png", "no").with("b.png", Made.cut(Made.colour(50), 2_000)).with("readme.txt", "Hello"),
                "mine.zip holds no picture that can be read: PNG, JPEG, GIF, BMP and idx files are read. What is wrong with its 3 files:",
                "a.png is text, not a picture; it was left out.",
                "b.png is cut short after 2 kB; it was left out.",
                "readme.txt is text, not a picture; it was left out.");
    }

    @Test
    void aBombAlone() {
        refuses(new Zip().with("bomb.png", new byte[20_000_000]),
                "mine.zip holds no picture that can be read: PNG, JPEG, GIF, BMP and idx files are read. What is wrong with its file:",
                "bomb.png unpacks to more than 200 times its packed size of 19 kB, as decompression bombs do; it was left out.");
    }

    @Test
    void tooMuchAltogether() {
        var bounds = new Bounds(10, 100_000, 100_000, 20_000, 200, 1_000_000);

        refuses(new Zip().with("a.png", Made.colour(60)).with("b.png", Made.colour(61)).bytes(), bounds,
                "mine.zip unpacks to more than 20 kB, the most that is imported at once. Split it into several archives.");
    }

    @Test
    void sizesThatAreLies() {
        var zip = new Zip().with("a.png", Made.colour(60)).with("b.png", Made.colour(61)).bytes();
        for (var at = 0; at < zip.length - 46; at++) {
            if (ByteBuffer.wrap(zip).getInt(at) == 0x504B0102) {
                ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).putInt(at + 24, 1);
            }
        }
        assertThatThrownBy(() -> take(zip, new Bounds(10, 100_000, 100_000, 20_000, 200, 1_000_000))).isInstanceOf(ProblemException.class);
        assertThat(folder.resolve("datasets")).isEmptyDirectory();
    }

    @Test
    void tooManyFiles() {
        var zip = new Zip();
        for (var i = 0; i < 11; i++) {
            zip.with(i + ".png", "x");
        }

        refuses(zip.bytes(), new Bounds(10, 100_000, 100_000, 20_000, 200, 1_000_000),
                "mine.zip holds more than 10 files, the most that are imported at once. Split it into several archives.");
    }

    @Test
    void aZipThatIsCutShort() {
        var zip = new Zip().with("a.png", Made.colour(60)).bytes();

        refuses(Made.cut(zip, 5_000), Bounds.USUAL, "mine.zip is cut short after 5 kB: the table of contents at its end is missing. Upload it again.");
    }

    @Test
    void aZipWithAPassword() {
        var zip = new Zip().with("a.png", Made.colour(8)).bytes();
        for (var at = 0; at < zip.length - 46; at++) {
            if (ByteBuffer.wrap(zip).getInt(at) == 0x504B0102) {
                zip[at + 8] |= 1;
            }
        }

        refuses(zip, Bounds.USUAL, "mine.zip is locked with a password. Pack it again without one.");
    }

    @Test
    void whatIsNoZip() {
        refuses("Rar!\u001a".getBytes(StandardCharsets.ISO_8859_1), Bounds.USUAL, "mine.zip is not a zip. Pack the pictures into a zip and upload that.");
        refuses(new byte[0], Bounds.USUAL, "mine.zip is an empty file. Choose a zip of pictures.");
    }

    @Test
    void aZipWhoseTableOfContentsIsDamaged() {
        var zip = new Zip().with("a.png", Made.colour(8)).bytes();
        for (var at = 0; at < zip.length - 46; at++) {
            if (ByteBuffer.wrap(zip).getInt(at) == 0x504B0102) {
                zip[at] = 0;
            }
        }

        assertThatThrownBy(() -> take(zip, Bounds.USUAL)).hasMessageStartingWith("mine.zip is damaged: its table of contents does not add up");
    }

    // ---- what does not go to the end

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

    @Test
    void aLargeZipsTableOfContentsIsLimitedToo() throws IOException {
        var file = folder.resolve("large.zip");
        long at = 130_000_000;
        var end = ByteBuffer.allocate(98).order(ByteOrder.LITTLE_ENDIAN);
        end.putInt(0, 0x06064B50).putLong(40, 129_000_000); // the Zip64 record
        end.putInt(56, 0x07064B50).putLong(64, at); // where it is
        end.putInt(76, 0x06054B50).putInt(88, -1); // and the end
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            channel.write(end, at);
        }
        assertThatThrownBy(() -> Archive.open(file, "large.zip", Bounds.USUAL)).hasMessageContaining("has a table of contents larger than 128 MB");
    }
}
