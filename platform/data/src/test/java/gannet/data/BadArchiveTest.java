package gannet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gannet.parameters.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;

/// What is wrong with the archive as a whole.
class BadArchiveTest extends Importing {
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
                "mine.zip holds nothing that can be read: PNG, JPEG, GIF, BMP and idx files are read, and voxels in mat, npy and binvox files. What is wrong with its 3 files:",
                "a.png is text, not a picture; it was left out.",
                "b.png is cut short after 2 kB; it was left out.",
                "readme.txt is text, not a picture; it was left out.");
    }

    @Test
    void aBombAlone() {
        refuses(new Zip().with("bomb.png", new byte[20_000_000]),
                "mine.zip holds nothing that can be read: PNG, JPEG, GIF, BMP and idx files are read, and voxels in mat, npy and binvox files. What is wrong with its file:",
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
