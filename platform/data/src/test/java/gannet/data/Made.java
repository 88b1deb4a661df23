package gannet.data;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.IntBinaryOperator;
import javax.imageio.ImageIO;

/// Picture files made for tests by Java's own writers.
final class Made {
    private Made() {}

    static BufferedImage image(int width, int height, int type, IntBinaryOperator argb) {
        var image = new BufferedImage(width, height, type);
        for (var y = 0; y < height; y++) {
            for (var x = 0; x < width; x++) {
                image.setRGB(x, y, argb.applyAsInt(x, y));
            }
        }
        return image;
    }

    static byte[] file(String format, BufferedImage image) {
        var out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, out)) {
                throw new IllegalArgumentException("Java writes no " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /// Noise, so that it cannot be packed away.
    static BufferedImage noise(int side) {
        var dice = new Dice(side);
        return image(side, side, BufferedImage.TYPE_INT_RGB, (x, y) -> (int) dice.next());
    }

    static byte[] colour(int side) { return file("png", noise(side)); }

    static byte[] grey(int side) { return file("png", image(side, side, BufferedImage.TYPE_BYTE_GRAY, (x, y) -> Color.GRAY.getRGB())); }

    static byte[] alpha(int side) { return file("png", image(side, side, BufferedImage.TYPE_INT_ARGB, (x, y) -> x < side / 2 ? 0 : 0xFFFF0000)); }

    static byte[] cut(byte[] file, int length) { return Arrays.copyOf(file, length); }

    /// @param pictures n × height × width
    static byte[] idx3(int count, int height, int width, byte[] pictures) {
        return ByteBuffer.allocate(16 + pictures.length).putInt(0x803).putInt(count).putInt(height).putInt(width).put(pictures).array();
    }

    static byte[] idx1(byte... labels) { return ByteBuffer.allocate(8 + labels.length).putInt(0x801).putInt(labels.length).put(labels).array(); }
}
