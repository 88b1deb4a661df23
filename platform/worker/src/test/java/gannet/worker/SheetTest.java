package gannet.worker;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import gannet.run.Event;
import gannet.spi.Media;
import gannet.spi.Output;
import gannet.torch.TorchEngine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class SheetTest {
    @Test void isAPictureThatOthersRead() throws IOException {
        var sheet = new Sheet(new Event.Picture("images", 2, 1, 1, 1, 2), 3, new byte[] {(byte) 255, 0, 0, 1, 2, 3});
        var picture = ImageIO.read(new ByteArrayInputStream(sheet.png(Map.of("gannet", "grün"))));
        assertThat(picture.getRGB(0, 0)).isEqualTo(0xffff0000);
        assertThat(picture.getRGB(1, 0)).isEqualTo(0xff010203);
    }

    /// Eight strips of three square pictures: 2 × 4 tiles make a sheet of 6 × 4 pictures, not a tower of 3 × 8.
    @Test void laysStripsSideBySideAndKeepsTheirWords() throws IOException {
        var titles = List.of("given", "translated", "and back");
        var captions = Collections.nCopies(8, "A → B");
        var sheet = sheet(new Media.ImageStrips(1, 2, titles), captions, 8, 3, 1, 2, 2);
        assertThat(sheet.media()).isEqualTo(new Event.Picture("strips", 2, 4, 6, 2, 8, titles, captions));
        var picture = ImageIO.read(new ByteArrayInputStream(sheet.png(Map.of())));
        // value number i is -1 + i / 64: strip 1's second picture begins with value 16, and stands at the right of strip 0
        assertThat(picture.getRaster().getSample(6 + 2, 0, 0)).isEqualTo(Math.round(16 / 64f * 127.5f));
        assertThat(picture.getRaster().getSample(1, 2 + 1, 0)).isEqualTo(Math.round((24 + 3) / 64f * 127.5f));
    }

    @Test void drawsPhotographsInTheirOwnShape() {
        var sheet = sheet(new Media.Photographs(3, 2, 6), List.of(), 4, 3, 2, 6);
        assertThat(sheet.media()).isEqualTo(new Event.Picture("photographs", 2, 2, 6, 2, 4));
    }

    /// A full grid and an empty one: the first tile has something in its middle, the second is see-through.
    @Test void showsVoxelsFromOutsideAndKeepsThem() throws IOException {
        TorchEngine.start(1);
        try (var manager = NDManager.newBaseManager()) {
            var grids = manager.create(new float[] {0.7f, 0}).reshape(2, 1, 1, 1, 1).broadcast(new Shape(2, 1, 4, 4, 4));
            var sheet = Sheet.of(new Output(new Media.Voxels(1, 4), grids)).orElseThrow();
            assertThat(sheet.media()).isEqualTo(new Event.Picture("voxels", 2, 1, 64, 64, 2));
            var picture = ImageIO.read(new ByteArrayInputStream(sheet.png(Map.of())));
            assertThat(picture.getRGB(32, 32) >>> 24).isEqualTo(255);
            assertThat(picture.getRGB(64 + 32, 32) >>> 24).isZero();
            var kept = new ZipInputStream(new ByteArrayInputStream(Objects.requireNonNull(sheet.beside().get("npz"))));
            assertThat(kept.getNextEntry()).extracting(ZipEntry::getName).isEqualTo("voxels.npy");
            var array = kept.readAllBytes();
            assertThat(array).hasSize(128 + 2 * 64);
            assertThat(Arrays.copyOfRange(array, 128, 192)).containsOnly(Math.round(0.7f * 255));
            assertThat(Arrays.copyOfRange(array, 192, 256)).containsOnly(0);
        }
    }

    /// A surface that believes in the right side alone; a true point at the left, and a generated one at the right of the first row's middle.
    @Test void showsPointsOverWhatLiesUnderThem() throws IOException {
        TorchEngine.start(1);
        try (var manager = NDManager.newBaseManager()) {
            var made = manager.create(new float[] {0.5f, -0.5f}, new Shape(1, 2, 1));
            var truth = manager.create(new float[] {-0.5f, 0.5f}, new Shape(1, 2, 1));
            var surface = manager.create(new float[] {0, 1, 0, 1}, new Shape(1, 2, 2));
            var sheet = Sheet.of(new Output(new Media.Points(2, 1), made, List.of(), new Output.Ground(surface, truth))).orElseThrow();
            assertThat(sheet.media()).isEqualTo(new Event.Picture("points", 1, 1, 256, 256, 1));
            var picture = ImageIO.read(new ByteArrayInputStream(sheet.png(Map.of())));
            assertThat(picture.getRGB(0, 0)).as("where the surface is 0").isEqualTo(0xffee9d58);
            assertThat(picture.getRGB(255, 255)).as("where it is 1").isEqualTo(0xff70a2de);
            assertThat(picture.getRGB(192, 64)).as("the generated point").isEqualTo(0xff961042);
            assertThat(picture.getRGB(64, 192)).as("the true point").isEqualTo(0xff808086);
        }
    }

    @Test void showsPointsAloneOnALightGround() throws IOException {
        TorchEngine.start(1);
        try (var manager = NDManager.newBaseManager()) {
            var sheet = Sheet.of(new Output(new Media.Points(2, 1), manager.zeros(new Shape(3, 2, 1)))).orElseThrow();
            assertThat(sheet.media()).isEqualTo(new Event.Picture("points", 2, 2, 256, 256, 3));
            var picture = ImageIO.read(new ByteArrayInputStream(sheet.png(Map.of())));
            assertThat(picture.getRGB(256 + 128, 128)).isEqualTo(0xff961042);
            assertThat(picture.getRGB(2, 2)).isEqualTo(0xfffafaf8);
        }
    }

    @Test void isEmptyForSounds() {
        TorchEngine.start(1);
        try (var manager = NDManager.newBaseManager()) {
            assertThat(Sheet.of(new Output(new Media.Audio(1, 8, 8), manager.zeros(new Shape(1, 1, 8))))).isEmpty();
        }
    }

    private static Sheet sheet(Media media, List<String> captions, long... shape) {
        TorchEngine.start(1);
        try (var manager = NDManager.newBaseManager()) {
            var values = manager.arange(0f, new Shape(shape).size(), 1f).div(64).sub(1).reshape(shape);
            return Sheet.of(new Output(media, values, captions)).orElseThrow();
        }
    }
}
