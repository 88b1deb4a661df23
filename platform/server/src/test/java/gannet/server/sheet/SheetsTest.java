package gannet.server.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 1, unit = TimeUnit.MINUTES)
class SheetsTest {
    @TempDir Path folder;

    @Test void theTilesOfASheetAreCutFromOnePictureUntilItIsWrittenAnew() throws IOException {
        var file = sheet("10.png", 30, 20);
        var first = picture(file);

        assertThat(picture(file)).isSameAs(first);
        sheet("10.png", 300, 200);
        assertThat(width(file)).isEqualTo(300);
    }

    @Test void onlyTheLastFewAreKept() throws IOException {
        var file = sheet("10.png", 30, 20);
        var first = picture(file);
        for (int step = 20; step <= 50; step += 10) {
            width(sheet(step + ".png", 30, 20));
        }

        assertThat(picture(file)).isNotSameAs(first);
    }

    @Test void largeSheetsAreLookedAtOneAfterTheOther() throws Exception {
        var large = sheet("10.png", 5000, 3000);
        var other = sheet("20.png", 5000, 3000);
        var seen = new AtomicBoolean();
        var second = Thread.ofPlatform().unstarted(() -> seen.set(width(other) == 5000));

        boolean together = Sheets.read(large, picture -> {
            second.start();
            while (second.isAlive() && second.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            return seen.get();
        });
        second.join();

        assertThat(together).isFalse();
        assertThat(seen).isTrue();
    }

    @Test void smallSheetsAreLookedAtTogether() throws IOException {
        var other = sheet("20.png", 40, 20);

        int wide = Sheets.read(sheet("10.png", 30, 20), picture -> CompletableFuture.supplyAsync(() -> width(other)).join());

        assertThat(wide).isEqualTo(40);
    }

    @Test void refusesWhatTakesTooMuchRoom() throws IOException {
        var wide = sheet("10.png", 5000, 5000);
        var deep = folder.resolve("20.png");
        ImageIO.write(new BufferedImage(4000, 3000, BufferedImage.TYPE_USHORT_GRAY), "png", deep.toFile());
        var heavy = sheet("30.png", 30, 20);
        try (var file = new RandomAccessFile(heavy.toFile(), "rw")) {
            file.setLength((64L << 20) + 1);
        }

        assertThatThrownBy(() -> Sheets.read(wide, picture -> picture)).isInstanceOf(IOException.class).hasMessage("5000 × 5000 pixels are more than the 20,000,000 that are read");
        assertThatThrownBy(() -> Sheets.read(Files.readAllBytes(deep), picture -> picture)).isInstanceOf(IOException.class)
                .hasMessage("4000 × 3000 pixels of 16 bits a colour are more than the 10,000,000 that are read");
        assertThatThrownBy(() -> Sheets.read(heavy, picture -> picture)).isInstanceOf(IOException.class).hasMessage("it has more than the 64 MB that are read");
    }

    private Path sheet(String name, int width, int height) throws IOException {
        var file = folder.resolve(name);
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY), "png", file.toFile());
        return file;
    }

    private static BufferedImage picture(Path file) throws IOException { return Sheets.read(file, picture -> picture); }

    private static int width(Path file) {
        try {
            return Sheets.read(file, BufferedImage::getWidth);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
