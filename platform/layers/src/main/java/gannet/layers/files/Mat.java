package gannet.layers.files;

import gannet.layers.Size;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import java.util.zip.InflaterInputStream;

/// MATLAB's `.mat`, version 5: variables of numbers, and cells of them, whose parts are called `name{1}`, `name{2}`.
/// https://www.mathworks.com/help/pdf_doc/matlab/matfile_format.pdf
final class Mat {
    private static final int HEADER = 128;
    private static final int MATRIX = 14;
    private static final int COMPRESSED = 15;
    private static final int CELL_CLASS = 1;
    private static final int FIRST_CLASS_OF_NUMBERS = 6;
    private static final int LARGEST = 1 << 30;

    private final SequencedMap<String, StoredArray> arrays = new LinkedHashMap<>();

    private Mat() {}

    static SequencedMap<String, StoredArray> read(MemorySegment file) throws IOException {
        if (file.byteSize() < HEADER) {
            throw new IOException("cut short: it has " + file.byteSize() + " bytes");
        }
        var order = file.get(ValueLayout.JAVA_BYTE, HEADER - 2) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        if (file.byteSize() > Integer.MAX_VALUE) {
            throw new IOException("larger than 2 GB; save the arrays as .safetensors or .npz instead");
        }
        var mat = new Mat();
        var elements = file.asSlice(HEADER).asByteBuffer().order(order);
        while (elements.hasRemaining()) {
            mat.variable(element(elements));
        }
        return mat.arrays;
    }

    private void variable(Element element) throws IOException {
        switch (element.type) {
            case MATRIX -> matrix("", element.data);
            case COMPRESSED -> variable(element(inflated(element.data)));
            default -> { }                                              // what is no variable has no name to ask for
        }
    }

    /// Flags, extents, a name and the values, each an element.
    private void matrix(String place, ByteBuffer data) throws IOException {
        if (!data.hasRemaining()) {
            return;
        }
        int kind = element(data).data.getInt() & 0xff;
        var extents = element(data).data;
        var shape = Size.of(IntStream.range(0, extents.remaining() / 4).mapToLong(i -> extents.getInt()).toArray());
        var said = StandardCharsets.ISO_8859_1.decode(element(data).data).toString();
        var name = place.isEmpty() ? said : place;
        if (kind == CELL_CLASS) {
            for (int i = 1; data.hasRemaining(); i++) {
                matrix(name + "{" + i + "}", element(data).data);
            }
        } else if (kind >= FIRST_CLASS_OF_NUMBERS) {
            numbers(name, shape, element(data));
        }
    }

    /// MATLAB lets the first extent run fastest.
    private void numbers(String name, Size shape, Element values) throws IOException {
        var type = type(name, values.type);
        if (type.bytes(shape) != values.data.remaining()) {
            throw new IOException("cut short or damaged: " + name + " of " + shape + " numbers has " + values.data.remaining() + " bytes");
        }
        int axes = shape.extents().size();
        var backwards = IntStream.range(0, axes).map(axis -> axes - 1 - axis).toArray();
        var written = Size.of(IntStream.of(backwards).mapToLong(axis -> shape.extents().get(axis)).toArray());
        arrays.put(name, StoredArray.permuted(new StoredArray(written, () -> type.read(values.data.duplicate().order(values.data.order()))), backwards));
    }

    private record Element(int type, ByteBuffer data) {}

    /// A type and a length of four bytes each, and so many bytes, filled up to eight; or both in four and the bytes in four.
    private static Element element(ByteBuffer in) throws IOException {
        int type = in.getInt();
        boolean small = type >>> 16 != 0;
        int length = small ? type >>> 16 : in.getInt();
        if (length < 0 || length > (small ? 4 : in.remaining())) {
            throw new IOException("cut short or damaged: a part should be " + length + " bytes long, and " + in.remaining() + " are left");
        }
        var data = in.slice(in.position(), length).order(in.order());
        int filled = small ? 4 : type == COMPRESSED ? length : (length + 7) / 8 * 8;
        in.position(Math.min(in.limit(), in.position() + filled));
        return new Element(small ? type & 0xffff : type, data);
    }

    private static ByteBuffer inflated(ByteBuffer data) throws IOException {
        var bytes = new byte[data.remaining()];
        data.get(bytes);
        try (var in = new InflaterInputStream(new ByteArrayInputStream(bytes))) {
            byte[] inflated = in.readNBytes(LARGEST);
            if (inflated.length == LARGEST) {
                throw new IOException("too large: one of its variables has more than 1 GB; save the arrays as .safetensors or .npz instead");
            }
            return ByteBuffer.wrap(inflated).order(data.order());
        }
    }

    private static NumberType type(String name, int type) throws IOException {
        return switch (type) {
            case 1 -> NumberType.INT8;
            case 2 -> NumberType.UINT8;
            case 3 -> NumberType.INT16;
            case 4 -> NumberType.UINT16;
            case 5 -> NumberType.INT32;
            case 6 -> NumberType.UINT32;
            case 7 -> NumberType.FLOAT32;
            case 9 -> NumberType.FLOAT64;
            case 12 -> NumberType.INT64;
            case 13 -> NumberType.UINT64;
            default -> throw new IOException("made of numbers that cannot be read: MATLAB's type " + type + " in " + name);
        };
    }
}
