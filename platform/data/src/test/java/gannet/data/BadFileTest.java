package gannet.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/// What is wrong with one file among good ones.
class BadFileTest extends Importing {
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
        assertThat(finding("x.mat", new byte[] {1, 2, 3, 0, 0})).isEqualTo("x.mat is not a picture (PNG, JPEG, GIF, BMP and idx files are read, and voxels in mat, npy and binvox files); it was left out.");
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
    void onlySoManyFindingsAreKept() {
        var zip = new Zip().with("good.png", Made.colour(8));
        for (var i = 0; i < 250; i++) {
            zip.with("note-%03d.png".formatted(i), "x");
        }
        var mine = take(zip);

        assertThat(mine.findings()).hasSize(200);
        assertThat(mine.moreFindings()).isEqualTo(50);
    }
}
