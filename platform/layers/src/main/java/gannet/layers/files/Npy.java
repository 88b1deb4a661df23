package gannet.layers.files;

import gannet.layers.Size;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/// NumPy's `.npy`, one array, and `.npz`, a zip of them. https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
final class Npy {
    private static final int MAGIC = 6;
    private static final int LONGEST_HEADER = 1_000_000;
    private static final Pattern TYPE = Pattern.compile("'descr': *'([<>|=]?)([biuf])([1248])'");
    private static final Pattern ORDER = Pattern.compile("'fortran_order': *(True|False)");
    private static final Pattern SHAPE = Pattern.compile("'shape': *\\(([\\d, L]*)\\)");

    /// What stands before the numbers.
    private record Header(NumberType type, ByteOrder order, boolean lastFastest, Size shape) {
        StoredArray array(StoredArray.Values values) {
            int axes = shape.extents().size();
            if (lastFastest || axes < 2) {
                return new StoredArray(shape, values);
            }
            var backwards = IntStream.range(0, axes).map(axis -> axes - 1 - axis).toArray();
            var written = Size.of(IntStream.of(backwards).mapToLong(axis -> shape.extents().get(axis)).toArray());
            return StoredArray.permuted(new StoredArray(written, values), backwards);
        }
    }

    private Npy() {}

    static SequencedMap<String, StoredArray> read(String name, MemorySegment file) throws IOException {
        var beginning = new ByteArrayInputStream(file.asSlice(0, Math.min(file.byteSize(), LONGEST_HEADER)).toArray(ValueLayout.JAVA_BYTE));
        int before = beginning.available();
        var header = header(name, beginning);
        long start = before - beginning.available();
        long length = header.type.bytes(header.shape);
        if (file.byteSize() - start < length) {
            throw new IOException("cut short: " + name + " needs " + length + " bytes, and " + (file.byteSize() - start) + " are there");
        }
        var arrays = new LinkedHashMap<String, StoredArray>();
        arrays.put(name, header.array(() -> header.type.read(file.asSlice(start, length).asByteBuffer().order(header.order))));
        return arrays;
    }

    static SequencedMap<String, StoredArray> readAll(Path file, ZipFile zip) throws IOException {
        var arrays = new LinkedHashMap<String, StoredArray>();
        for (var entry : zip.stream().filter(e -> e.getName().endsWith(".npy")).toList()) {
            var name = entry.getName().replaceFirst("\\.npy$", "");
            try (var in = zip.getInputStream(entry)) {
                arrays.put(name, header(name, in).array(() -> valuesOf(file, entry.getName())));
            }
        }
        return arrays;
    }

    private static float[] valuesOf(Path file, String entry) throws IOException {
        try (var zip = new ZipFile(file.toFile()); var in = zip.getInputStream(zip.getEntry(entry))) {
            var header = header(entry, in);
            int length = Math.toIntExact(header.type.bytes(header.shape));
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new IOException("cut short: " + entry + " needs " + length + " bytes, and " + bytes.length + " are there");
            }
            return header.type.read(ByteBuffer.wrap(bytes).order(header.order));
        }
    }

    private static Header header(String name, InputStream in) throws IOException {
        var data = new DataInputStream(in);
        data.skipNBytes(MAGIC);
        int version = data.readUnsignedByte();
        data.skipNBytes(1);
        long length = Integer.toUnsignedLong(version == 1 ? Short.toUnsignedInt(Short.reverseBytes(data.readShort())) : Integer.reverseBytes(data.readInt()));
        if (version < 1 || version > 3 || length > LONGEST_HEADER) {
            throw new IOException("damaged: " + name + " has no header of NumPy's");
        }
        var said = new String(data.readNBytes((int) length), StandardCharsets.ISO_8859_1);
        var type = TYPE.matcher(said);
        var order = ORDER.matcher(said);
        var shape = SHAPE.matcher(said);
        if (!type.find() || !order.find() || !shape.find()) {
            throw new IOException("made of things that are not numbers: NumPy says of " + name + " " + said.strip());
        }
        return new Header(type(type.group(2).charAt(0), type.group(3).charAt(0) - '0'),
                type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN, order.group(1).equals("False"),
                Size.of(Stream.of(shape.group(1).split("[, L]+")).filter(extent -> !extent.isEmpty()).mapToLong(Long::parseLong).toArray()));
    }

    private static NumberType type(char kind, int bytes) throws IOException {
        return switch (kind + "" + bytes) {
            case "b1", "u1" -> NumberType.UINT8;
            case "i1" -> NumberType.INT8;
            case "i2" -> NumberType.INT16;
            case "u2" -> NumberType.UINT16;
            case "i4" -> NumberType.INT32;
            case "u4" -> NumberType.UINT32;
            case "i8" -> NumberType.INT64;
            case "u8" -> NumberType.UINT64;
            case "f2" -> NumberType.FLOAT16;
            case "f4" -> NumberType.FLOAT32;
            case "f8" -> NumberType.FLOAT64;
            default -> throw new IOException("made of numbers that cannot be read: " + kind + bytes);
        };
    }
}
