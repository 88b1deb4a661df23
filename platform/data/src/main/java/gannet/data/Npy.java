package gannet.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;

/// NumPy's `.npy` files. https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
final class Npy {
    private static final Pattern TYPE = Pattern.compile("'descr': *'([<>|=]?)([biuf])([1248])'");
    private static final Pattern SHAPE = Pattern.compile("'shape': *\\(([0-9, ]*)\\)");
    private static final Pattern COLUMNS = Pattern.compile("'fortran_order': *(True|False)");

    private Npy() {}

    static Solid read(byte[] file) throws UnreadableException {
        if (file.length < 12) {
            throw cutShort(file);
        }
        var in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        var version = file[6];
        var start = version == 1 ? 10 : 12;
        var length = version == 1 ? in.getShort(8) & 0xFFFF : in.getInt(8) & 0xFFFFFFFFL;
        if (version < 1 || version > 3) {
            throw new UnreadableException("is an npy file of version " + version + ", and versions 1 to 3 are read");
        }
        if (length > file.length - start) {
            throw cutShort(file);
        }
        var head = new String(file, start, (int) length, StandardCharsets.ISO_8859_1);
        var type = TYPE.matcher(head);
        if (!type.find()) {
            throw new UnreadableException("holds values of a type that is not read: save them as bool, int8, uint8, float32 or float64");
        }
        var shape = SHAPE.matcher(head);
        var columns = COLUMNS.matcher(head);
        if (!shape.find() || !columns.find()) {
            throw new UnreadableException("is damaged: its header does not say what it holds");
        }
        var cube = Cube.of(numbers(shape.group(1)), columns.group(1).equals("True"));
        in.order(type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        in.position(start + (int) length);
        var bytes = Integer.parseInt(type.group(3));
        if (in.remaining() < (long) cube.size() * bytes) {
            throw cutShort(file);
        }
        for (var i = 0; i < cube.size(); i++) {
            cube.set(i, value(in, type.group(2).charAt(0), bytes));
        }
        return cube.solid();
    }

    /// Integers without a sign are read as if they had one: 0 and 1 are the same, and the others are wrong either way.
    private static double value(ByteBuffer in, char kind, int bytes) {
        return switch (bytes) {
            case 1 -> kind == 'i' ? in.get() : in.get() & 255;
            case 2 -> kind == 'f' ? Float.float16ToFloat(in.getShort()) : in.getShort();
            case 4 -> kind == 'f' ? in.getFloat() : in.getInt();
            case 8 -> kind == 'f' ? in.getDouble() : in.getLong();
            default -> throw new AssertionError(bytes);
        };
    }

    private static long[] numbers(String tuple) throws UnreadableException {
        try {
            return Arrays.stream(tuple.split(",")).map(String::strip).filter(number -> !number.isEmpty()).mapToLong(Long::parseLong).toArray();
        } catch (NumberFormatException e) {
            throw new UnreadableException("is damaged: its header says that it is (" + tuple + ") large", e);
        }
    }

    private static UnreadableException cutShort(byte[] file) { return new UnreadableException("is cut short after " + Words.bytes(file.length)); }
}
