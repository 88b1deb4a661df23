package gannet.server.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.NodeList;

class PngFileTest {
    private static final byte[] PLAIN = plain();

    private static byte[] plain() {
        try {
            return Pixels.png(new BufferedImage(4, 3, BufferedImage.TYPE_INT_RGB));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /// Read by Java's own reader.
    @Test void otherProgramsReadTheTextAndThePicture() throws IOException {
        var bytes = PngFile.read(PLAIN).with(Map.of("Software", "Gannet", "gannet", "{\"name\":\"größer\"}")).bytes();
        var reader = ImageIO.getImageReadersByFormatName("png").next();
        reader.setInput(new MemoryCacheImageInputStream(new java.io.ByteArrayInputStream(bytes)));
        assertThat(reader.read(0).getWidth()).isEqualTo(4);
        var root = reader.getImageMetadata(0).getAsTree("javax_imageio_png_1.0");
        NodeList entries = ((org.w3c.dom.Element) root).getElementsByTagName("iTXtEntry");
        var texts = new ArrayList<String>();
        for (int i = 0; i < entries.getLength(); i++) {
            var entry = (org.w3c.dom.Element) entries.item(i);
            texts.add(entry.getAttribute("keyword") + "=" + entry.getAttribute("text"));
        }
        assertThat(texts).containsExactlyInAnyOrder("Software=Gannet", "gannet={\"name\":\"größer\"}");
    }

    @Test void textIsReadInAllThreeForms() throws IOException {
        for (var chunk : List.of(
                new PngFile.Chunk("tEXt", bytes("gannet\0{}")), new PngFile.Chunk("zTXt", with(bytes("gannet\0\0"), packed(bytes("{}")))),
                new PngFile.Chunk("iTXt", bytes("gannet\0\0\0en\0Tölpel\0{}")), new PngFile.Chunk("iTXt", with(bytes("gannet\0\1\0\0\0"), packed(bytes("{}")))))) {
            assertThat(PngFile.read(holding(chunk)).text("gannet")).as(chunk.type()).contains("{}");
        }
    }

    @Test void whatUnpacksToTooMuchIsLeftAlone() throws IOException {
        var bomb = packed(new byte[200 << 20]);
        assertThat(bomb).hasSizeLessThan(1 << 20);
        assertThat(PngFile.read(holding(new PngFile.Chunk("zTXt", with(bytes("gannet\0\0"), bomb)))).text("gannet")).isEmpty();
        assertThat(PngFile.read(holding(new PngFile.Chunk("iTXt", with(bytes("gannet\0\1\0\0\0"), bomb)))).text("gannet")).isEmpty();
        assertThat(PngFile.read(holding(new PngFile.Chunk("zTXt", bytes("gannet\0\0no deflate")))).text("gannet")).isEmpty();
        assertThat(PngFile.read(holding(new PngFile.Chunk("iTXt", bytes("gannet\0\0\0")))).text("gannet")).isEmpty();
        assertThat(PngFile.read(holding(new PngFile.Chunk("tEXt", bytes("gannet")))).text("gannet")).isEmpty();
    }

    @Test void everyCutAndEveryChangedByteIsNoticedAndNothingElseHappens() {
        for (int length = 0; length < PLAIN.length; length++) {
            var cut = Arrays.copyOf(PLAIN, length);
            assertThatThrownBy(() -> PngFile.read(cut)).as("cut at " + length).isInstanceOf(IOException.class);
        }
        var random = new Random(1);
        for (int i = 0; i < PLAIN.length; i++) {
            var changed = PLAIN.clone();
            changed[i] ^= (byte) (1 + random.nextInt(255));
            assertThatThrownBy(() -> PngFile.read(changed)).as("changed at " + i).isInstanceOf(IOException.class);
        }
    }

    @Test void aPictureThatIsSaidToBeHugeIsNotMade() throws IOException {
        var chunks = new ArrayList<>(PngFile.read(PLAIN).chunks());
        chunks.set(0, new PngFile.Chunk("IHDR", ByteBuffer.allocate(13).putInt(100_000).putInt(100_000).put(new byte[] {8, 2, 0, 0, 0}).array()));
        assertThatThrownBy(() -> Pixels.decode(new PngFile(0, 0, chunks).bytes())).hasMessage("100000 × 100000 pixels are more than the 20,000,000 that are read");
    }

    private static byte[] holding(PngFile.Chunk chunk) throws IOException {
        var chunks = new ArrayList<>(PngFile.read(PLAIN).chunks());
        chunks.add(1, chunk);
        return new PngFile(4, 3, chunks).bytes();
    }

    private static byte[] bytes(String text) { return text.getBytes(StandardCharsets.UTF_8); }

    private static byte[] with(byte[] first, byte[] second) {
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] packed(byte[] text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DeflaterOutputStream(bytes, new Deflater(Deflater.BEST_COMPRESSION))) {
            out.write(text);
        }
        return bytes.toByteArray();
    }
}
