package gannet.data;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// NumPy's `.npz` files: a zip of [Npy] files. https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
public final class Npz {
    private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0);
    /// The array begins at a multiple of this.
    private static final int ALIGNED = 64;
    /// Bytes of an array that is read: a small file may unpack to gigabytes.
    private static final int LARGEST = 64 << 20;
    private static final int BEFORE_HEAD = 10;
    private static final Pattern SHAPE = Pattern.compile("'shape': \\(([0-9, ]*)\\)");

    private Npz() {}

    /// One array of bytes from 0 to 255. Equal arrays give equal files.
    ///
    /// @param values the last axis running fastest
    public static byte[] write(String name, byte[] values, int... shape) {
        if (Arrays.stream(shape).reduce(1, Math::multiplyExact) != values.length) {
            throw new IllegalArgumentException("An array of shape " + Arrays.toString(shape) + " does not have " + values.length + " values");
        }
        var entry = new ZipEntry(name + ".npy");
        entry.setTimeLocal(ALWAYS);
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(entry);
            zip.write(head(shape));
            zip.write(values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /// An array of bytes.
    ///
    /// @param values the last axis running fastest
    public record Bytes(byte[] values, int[] shape) {}

    /// The first array of a file as [#write] writes it.
    ///
    /// @throws IOException if the file is cut short, or holds something else or too much; the message says what
    public static Bytes read(byte[] file) throws IOException {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            if (zip.getNextEntry() == null) {
                throw new IOException("the file is no zip");
            }
            var head = zip.readNBytes(BEFORE_HEAD);
            if (head.length < BEFORE_HEAD) {
                throw new EOFException("the file is cut short");
            }
            var text = new String(zip.readNBytes(head[8] & 255 | (head[9] & 255) << 8), StandardCharsets.ISO_8859_1);
            var shape = SHAPE.matcher(text);
            if (!text.contains("'descr': '|u1', 'fortran_order': False") || !shape.find()) {
                throw new IOException("the file holds no bytes: " + text.strip());
            }
            var sizes = Arrays.stream(shape.group(1).split(",")).map(String::strip).filter(size -> !size.isEmpty()).mapToInt(Integer::parseInt).toArray();
            int count = Arrays.stream(sizes).reduce(1, Math::multiplyExact);
            if (count > LARGEST) {
                throw new IOException("the file holds an array of %s, which is %d MB, and at most %d MB are read".formatted(Arrays.toString(sizes), count >> 20, LARGEST >> 20));
            }
            var values = zip.readNBytes(count);
            if (values.length < count) {
                throw new EOFException("the file is cut short");
            }
            return new Bytes(values, sizes);
        } catch (EOFException e) {
            throw new IOException("the file is cut short", e);
        } catch (ArithmeticException | NumberFormatException e) {
            throw new IOException("the file's head is damaged", e);
        }
    }

    private static byte[] head(int... shape) {
        var tuple = Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", ")) + (shape.length == 1 ? "," : "");
        var text = "{'descr': '|u1', 'fortran_order': False, 'shape': (" + tuple + "), }";
        int length = Math.ceilDiv(10 + text.length() + 1, ALIGNED) * ALIGNED - 10;
        var padded = text + " ".repeat(length - text.length() - 1) + "\n";
        return ("\u0093NUMPY\1\0" + (char) (length & 255) + (char) (length >> 8) + padded).getBytes(StandardCharsets.ISO_8859_1);
    }
}
