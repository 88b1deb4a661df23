package gannet.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// NumPy's `.npz` files: a zip of [Npy] files. https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
public final class Npz {
    private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0);
    /// The array begins at a multiple of this.
    private static final int ALIGNED = 64;

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

    private static byte[] head(int... shape) {
        var tuple = Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(", ")) + (shape.length == 1 ? "," : "");
        var text = "{'descr': '|u1', 'fortran_order': False, 'shape': (" + tuple + "), }";
        int length = Math.ceilDiv(10 + text.length() + 1, ALIGNED) * ALIGNED - 10;
        var padded = text + " ".repeat(length - text.length() - 1) + "\n";
        return ("\u0093NUMPY\1\0" + (char) (length & 255) + (char) (length >> 8) + padded).getBytes(StandardCharsets.ISO_8859_1);
    }
}
