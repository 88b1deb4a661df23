package gannet.data;

import java.awt.AlphaComposite;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadWarningListener;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/// Reads picture files without a screen, a temporary file, or trust.
final class Decoder {
    static {
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
    }

    private Decoder() {}

    /// What a file turned out to hold.
    ///
    /// @param ending for its name    @param width upright    @param channels 1 grey, 2 grey with alpha, 3 colour, 4 colour with alpha
    record Facts(String ending, int width, int height, int channels) {}

    /// Decodes the whole file to see whether it can be, in as little memory as it takes.
    ///
    /// @param maxPixels width × height beyond which nothing is unpacked
    static Facts check(byte[] file, long maxPixels) throws UnreadableException {
        var format = Format.of(file).orElseThrow(() -> new UnreadableException(Format.other(file)));
        var orientation = format == Format.JPEG ? JpegHeader.of(file).orientation() : 1;
        return read(file, format, reader -> {
            var width = reader.getWidth(0);
            var height = reader.getHeight(0);
            if ((long) width * height > maxPixels) {
                throw new UnreadableException("would unpack to %s × %s pixels, %s in all, and at most %s are read: make it smaller"
                        .formatted(Words.count(width), Words.count(height), Words.count((long) width * height), Words.count(maxPixels)));
            }
            // Java passes over the skipped lines of a BMP without looking whether they are there
            var image = image(reader, format == Format.BMP ? 1 : Math.max(1, Math.ceilDiv(Math.max(width, height), 1024)));
            var turned = orientation >= 5;
            return new Facts(format.ending(), turned ? height : width, turned ? width : height, channels(image));
        });
    }

    /// @param enough how large the shorter side has to stay: of larger pictures, pixels are skipped while reading
    static Pixels pixels(byte[] file, int enough) throws UnreadableException {
        var format = Format.of(file).orElseThrow(() -> new UnreadableException(Format.other(file)));
        var pixels = read(file, format, reader -> {
            var skip = Math.max(1, Math.min(reader.getWidth(0), reader.getHeight(0)) / enough);
            return pixels(image(reader, skip));
        });
        return format == Format.JPEG ? JpegHeader.upright(pixels, JpegHeader.of(file).orientation()) : pixels;
    }

    private interface Reading<T> {
        T with(ImageReader reader) throws IOException, UnreadableException;
    }

    private static <T> T read(byte[] file, Format format, Reading<T> reading) throws UnreadableException {
        if (format == Format.JPEG && JpegHeader.of(file).components() == 4) {
            throw new UnreadableException("is a JPEG in CMYK, which is for print; grey and RGB are read: save it as RGB");
        }
        var reader = ImageIO.getImageReadersByFormatName(format.reader()).next();
        var cutShort = new AtomicBoolean();
        reader.addIIOReadWarningListener((IIOReadWarningListener) (source, warning) -> {
            if (warning.startsWith("Truncated") || warning.contains("premature end")) {
                cutShort.set(true);
            }
        });
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in, true, true);
            var result = reading.with(reader);
            if (cutShort.get()) {
                throw cutShort(file, null);
            }
            return result;
        } catch (IOException | RuntimeException e) { // Java's readers answer bad files with any of IndexOutOfBounds, IllegalArgument, NegativeArraySize, …
            throw endsEarly(file, format, e) ? cutShort(file, e) : new UnreadableException("is damaged and cannot be decoded", e);
        } finally {
            reader.dispose();
        }
    }

    private static UnreadableException cutShort(byte[] file, @Nullable Throwable cause) {
        return new UnreadableException("is cut short after " + Words.bytes(file.length), cause);
    }

    private static boolean endsEarly(byte[] file, Format format, Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof EOFException) {
                return true;
            }
        }
        return switch (format) {
            case PNG -> !pngIsWhole(file);
            case GIF -> file[file.length - 1] != 0x3B; // its last byte, by definition
            case JPEG -> !JpegHeader.isWhole(file);
            case BMP -> false;
        };
    }

    /// Whether the chunks fit into the file, the last one included.
    private static boolean pngIsWhole(byte[] file) {
        var at = 8L;
        while (at + 12 <= file.length) {
            var i = (int) at;
            var length = (file[i] & 255L) << 24 | (file[i + 1] & 255) << 16 | (file[i + 2] & 255) << 8 | file[i + 3] & 255;
            if (file[i + 4] == 'I' && file[i + 5] == 'E') {
                return true;
            }
            at += 12 + length;
        }
        return false;
    }

    private static BufferedImage image(ImageReader reader, int skip) throws IOException {
        var how = reader.getDefaultReadParam();
        how.setSourceSubsampling(skip, skip, 0, 0);
        return reader.read(0, how);
    }

    private static int channels(BufferedImage image) {
        var model = image.getColorModel();
        var alpha = model.hasAlpha() ? 1 : 0;
        var grey = model instanceof IndexColorModel palette ? isGrey(palette) : model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
        return (grey ? 1 : 3) + alpha;
    }

    private static boolean isGrey(IndexColorModel palette) {
        for (var i = 0; i < palette.getMapSize(); i++) {
            if (palette.getRed(i) != palette.getGreen(i) || palette.getRed(i) != palette.getBlue(i)) {
                return false;
            }
        }
        return true;
    }

    /// Alpha laid on white. Grey values are taken as they stand in the file: Java would make them darker or lighter on their
    /// way to RGB, because it holds grey to be linear.
    private static Pixels pixels(BufferedImage image) {
        var model = image.getColorModel();
        if (model instanceof IndexColorModel palette) {
            return indexed(image, palette);
        }
        var space = model.getColorSpace();
        var colours = space.getNumComponents();
        if (colours == 1 || colours == 3 && space.isCS_sRGB() && !model.isAlphaPremultiplied()) {
            return bands(image, colours);
        }
        var converted = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB);
        var graphics = converted.createGraphics();
        graphics.setComposite(AlphaComposite.Src);
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
        return bands(converted, 3);
    }

    private static Pixels bands(BufferedImage image, int colours) {
        var raster = image.getRaster();
        var bands = raster.getNumBands();
        var width = image.getWidth();
        var height = image.getHeight();
        var shift = Math.max(0, raster.getSampleModel().getSampleSize(0) - 8);
        var out = new byte[width * height * colours];
        var line = new int[width * bands];
        for (var y = 0; y < height; y++) {
            raster.getPixels(raster.getMinX(), raster.getMinY() + y, width, 1, line);
            for (var x = 0; x < width; x++) {
                var alpha = bands > colours ? line[x * bands + colours] >> shift : 255;
                for (var c = 0; c < colours; c++) {
                    out[(y * width + x) * colours + c] = (byte) Pixels.onWhite(line[x * bands + c] >> shift, alpha);
                }
            }
        }
        return new Pixels(width, height, colours, out);
    }

    private static Pixels indexed(BufferedImage image, IndexColorModel palette) {
        var colours = isGrey(palette) ? 1 : 3;
        var width = image.getWidth();
        var height = image.getHeight();
        var out = new byte[width * height * colours];
        var line = new int[width];
        for (var y = 0; y < height; y++) {
            image.getRaster().getPixels(0, y, width, 1, line);
            for (var x = 0; x < width; x++) {
                var index = Math.min(line[x], palette.getMapSize() - 1);
                var alpha = palette.getAlpha(index);
                var at = (y * width + x) * colours;
                out[at] = (byte) Pixels.onWhite(palette.getRed(index), alpha);
                if (colours == 3) {
                    out[at + 1] = (byte) Pixels.onWhite(palette.getGreen(index), alpha);
                    out[at + 2] = (byte) Pixels.onWhite(palette.getBlue(index), alpha);
                }
            }
        }
        return new Pixels(width, height, colours, out);
    }
}
