package gannet.data;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// MATLAB's `.mat` files of version 5 (and of 7, which packs the same). The voxels are the variable `instance`, or the only
/// array of three axes. https://www.mathworks.com/help/pdf_doc/matlab/matfile_format.pdf
final class Mat {
    private static final String VARIABLE = "instance";
    private static final int HEAD = 128;
    private static final int MATRIX = 14;
    private static final int PACKED = 15;
    private static final int FIRST_NUMBERS = 6;
    private static final int LAST_NUMBERS = 15;
    private static final int COMPLEX = 0x0800;
    /// Bytes that a packed variable may unpack to.
    private static final int LARGEST = 20_000_000;

    private final byte[] file;
    private final List<Numbers> cubes = new ArrayList<>();

    /// One piece of a file: what it is, and its bytes.
    private record Element(int type, ByteBuffer bytes) {}

    /// A variable of three axes.
    private record Numbers(String name, long[] shape, Element values) {}

    private Mat(byte[] file) { this.file = file; }

    static Solid read(byte[] file) throws UnreadableException { return new Mat(file).read(); }

    private Solid read() throws UnreadableException {
        if (file.length < HEAD) {
            throw cutShort();
        }
        var in = ByteBuffer.wrap(file).order(file[126] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN).position(HEAD);
        while (in.remaining() >= 8) {
            var element = next(in);
            if (element.type == PACKED) {
                element = next(unpacked(element.bytes));
            }
            if (element.type == MATRIX) {
                variable(element.bytes);
            }
        }
        return solid(chosen());
    }

    private Numbers chosen() throws UnreadableException {
        for (var cube : cubes) {
            if (cube.name.equals(VARIABLE)) {
                return cube;
            }
        }
        if (cubes.isEmpty()) {
            throw new UnreadableException("holds no array of three axes; voxels are looked for in the variable “" + VARIABLE + "”");
        }
        if (cubes.size() > 1) {
            throw new UnreadableException("holds %d arrays of three axes (%s): call the one with the voxels “%s”"
                    .formatted(cubes.size(), String.join(", ", cubes.stream().map(Numbers::name).toList()), VARIABLE));
        }
        return cubes.getFirst();
    }

    private Solid solid(Numbers numbers) throws UnreadableException {
        var cube = Cube.of(numbers.shape, true);
        var in = numbers.values.bytes;
        var bytes = width(numbers.values.type);
        if (in.remaining() < (long) cube.size() * bytes) {
            throw new UnreadableException("is damaged: it holds %s of the %s that it names".formatted(
                    Words.count(in.remaining() / bytes), Words.of(cube.size(), "value")));
        }
        for (var i = 0; i < cube.size(); i++) {
            cube.set(i, value(in, numbers.values.type));
        }
        return cube.solid();
    }

    /// Keeps it if it has three axes and numbers in it.
    private void variable(ByteBuffer in) throws UnreadableException {
        if (!in.hasRemaining()) {
            return; // an empty one, as MATLAB writes for objects that it does not know
        }
        var flags = next(in).bytes;
        if (flags.remaining() < 8) {
            throw new UnreadableException("is damaged: a variable does not say what it is");
        }
        var kind = flags.getInt(flags.position());
        var numbers = (kind & 255) >= FIRST_NUMBERS && (kind & 255) <= LAST_NUMBERS && (kind & COMPLEX) == 0;
        var axes = next(in).bytes;
        if (!numbers || axes.remaining() != 3 * 4) {
            return;
        }
        var shape = new long[] {axes.getInt(), axes.getInt(), axes.getInt()};
        var name = next(in).bytes;
        var letters = new byte[name.remaining()];
        name.get(letters);
        cubes.add(new Numbers(new String(letters, StandardCharsets.ISO_8859_1), shape, next(in)));
    }

    /// The next piece, and on to the one behind it.
    private Element next(ByteBuffer in) throws UnreadableException {
        if (in.remaining() < 8) {
            throw cutShort();
        }
        var first = in.getInt();
        var small = first >>> 16;
        var type = small == 0 ? first : first & 0xFFFF;
        var length = small == 0 ? in.getInt() & 0xFFFFFFFFL : small;
        if (length > in.remaining() || small > 4) {
            throw cutShort();
        }
        var start = in.position();
        var bytes = in.slice(start, (int) length).order(in.order());
        var padded = small != 0 ? 4 : type == PACKED ? length : (length + 7) / 8 * 8;
        in.position((int) Math.min(in.limit(), start + padded));
        return new Element(type, bytes);
    }

    private ByteBuffer unpacked(ByteBuffer packed) throws UnreadableException {
        var inflater = new Inflater();
        try {
            inflater.setInput(packed);
            var out = new ByteArrayOutputStream();
            var buffer = new byte[65_536];
            while (!inflater.finished()) {
                var n = inflater.inflate(buffer);
                if (n == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw cutShort();
                }
                out.write(buffer, 0, n);
                if (out.size() > LARGEST) {
                    throw new UnreadableException("holds a variable that unpacks to more than %s, the most that is read: save the voxels alone, as int8".formatted(Words.bytes(LARGEST)));
                }
            }
            return ByteBuffer.wrap(out.toByteArray()).order(file[126] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        } catch (DataFormatException e) {
            throw new UnreadableException("is damaged and does not unpack", e);
        } finally {
            inflater.end();
        }
    }

    /// Bytes of one number.
    private static int width(int type) throws UnreadableException {
        return switch (type) {
            case 1, 2 -> 1;
            case 3, 4 -> 2;
            case 5, 6, 7 -> 4;
            case 9, 12, 13 -> 8;
            default -> throw new UnreadableException("is damaged: it holds numbers of the unknown type " + type);
        };
    }

    private static double value(ByteBuffer in, int type) {
        return switch (type) {
            case 1 -> in.get();
            case 2 -> in.get() & 255;
            case 3, 4 -> in.getShort();
            case 5, 6 -> in.getInt();
            case 7 -> in.getFloat();
            case 9 -> in.getDouble();
            default -> in.getLong();
        };
    }

    private UnreadableException cutShort() { return new UnreadableException("is cut short after " + Words.bytes(file.length)); }
}
