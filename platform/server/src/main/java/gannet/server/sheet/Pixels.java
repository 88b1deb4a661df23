package gannet.server.sheet;

import gannet.run.Event;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;

/// Pictures in memory: decoded within limits, cut out of sheets, made small, and known by their pixels.
public final class Pixels {
    /// A sheet of sixteen by sixteen tiles of 256 pixels, and a little.
    static final int MOST = 20_000_000;

    private Pixels() {}

    /// @throws IOException with what is wrong, as the end of a sentence
    static BufferedImage decode(byte[] png) throws IOException {
        var file = PngFile.read(png);
        room(file);
        try {
            var image = ImageIO.read(new ByteArrayInputStream(file.bare().bytes()));
            if (image == null) {
                throw new IOException("it is no PNG that can be read");
            }
            return image;
        } catch (RuntimeException e) { // of a file that was made to be wrong
            throw new IOException("it is damaged", e);
        }
    }

    /// How much of the room for [#MOST] pixels it takes: one of 16 bits a colour takes that of two.
    ///
    /// @throws IOException with what is wrong, as the end of a sentence
    static int room(PngFile file) throws IOException {
        boolean deep = file.depth() > 8;
        int most = deep ? MOST / 2 : MOST;
        if (file.width() < 1 || file.height() < 1 || (long) file.width() * file.height() > most) {
            throw new IOException("%d × %d pixels%s are more than the %,d that are read".formatted(file.width(), file.height(), deep ? " of 16 bits a colour" : "", most));
        }
        return file.width() * file.height() * (deep ? 2 : 1);
    }

    /// One tile of a sheet, whole: of a strip, all its pictures.
    public static BufferedImage tile(BufferedImage sheet, Event.Picture media, int tile) throws IOException {
        return part(sheet, media, tile, 0, media.tileWidth());
    }

    /// Of a strip the middle picture, which the networks made.
    public static BufferedImage face(BufferedImage sheet, Event.Picture media, int tile) throws IOException {
        int parts = Math.max(1, media.titles().size());
        int wide = Math.max(1, media.tileWidth() / parts);
        return part(sheet, media, tile, parts / 2 * wide, wide);
    }

    private static BufferedImage part(BufferedImage sheet, Event.Picture media, int tile, int from, int wide) throws IOException {
        int columns = Math.max(1, media.columns());
        long left = (long) tile % columns * media.tileWidth() + from;
        long top = (long) tile / columns * media.tileHeight();
        if (wide < 1 || media.tileHeight() < 1 || left < 0 || top < 0 || left + wide > sheet.getWidth() || top + media.tileHeight() > sheet.getHeight()) {
            throw new IOException("it is smaller than its run said");
        }
        return sheet.getSubimage((int) left, (int) top, wide, media.tileHeight());
    }

    /// No larger than a square of this side.
    public static BufferedImage small(BufferedImage image, int side) {
        int longer = Math.max(image.getWidth(), image.getHeight());
        if (longer <= side) {
            return image;
        }
        int width = Math.max(1, image.getWidth() * side / longer);
        int height = Math.max(1, image.getHeight() * side / longer);
        var small = new BufferedImage(width, height, image.getColorModel().hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        var pen = small.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        pen.drawImage(image, 0, 0, width, height, null);
        pen.dispose();
        return small;
    }

    public static byte[] png(BufferedImage image) throws IOException {
        var png = new ByteArrayOutputStream();
        if (!ImageIO.write(image, "png", png)) {
            throw new IOException("its colours cannot be written as PNG");
        }
        return png.toByteArray();
    }

    /// SHA-256 over size and colours, the same however a program writes the same picture: grey, with a palette, in colours.
    public static byte[] fingerprint(BufferedImage image) {
        int width = image.getWidth();
        var row = ByteBuffer.allocate(width * 4);
        var digest = sha256();
        digest.update(ByteBuffer.allocate(8).putInt(width).putInt(image.getHeight()).flip());
        var samples = new int[image.getRaster().getNumBands() * width];
        for (int y = 0; y < image.getHeight(); y++) {
            row.clear();
            if (image.getColorModel() instanceof IndexColorModel) {
                for (int x = 0; x < width; x++) {
                    row.putInt(image.getRGB(x, y));
                }
            } else {
                colours(image, y, samples, row);
            }
            digest.update(row.flip());
        }
        return digest.digest();
    }

    /// As the file has them: Java's own reading of grey pictures changes their brightness.
    private static void colours(BufferedImage image, int y, int[] samples, ByteBuffer row) {
        int bands = image.getRaster().getNumBands();
        int shift = image.getSampleModel().getSampleSize(0) > 8 ? 8 : 0;
        image.getRaster().getPixels(0, y, image.getWidth(), 1, samples);
        for (int at = 0; at < samples.length; at += bands) {
            int alpha = bands % 2 == 0 ? samples[at + bands - 1] >> shift : 255;
            int red = samples[at] >> shift;
            int green = bands < 3 ? red : samples[at + 1] >> shift;
            int blue = bands < 3 ? red : samples[at + 2] >> shift;
            row.putInt(alpha << 24 | red << 16 | green << 8 | blue);
        }
    }

    /// Of all tiles, and of the whole under -1.
    public static Map<Integer, byte[]> fingerprints(BufferedImage sheet, Event.Picture media) throws IOException {
        var all = new HashMap<Integer, byte[]>();
        all.put(-1, fingerprint(sheet));
        for (int tile = 0; tile < media.count(); tile++) {
            all.put(tile, fingerprint(tile(sheet, media, tile)));
        }
        return all;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
