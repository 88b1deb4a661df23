package gannet.layers.files;

import gannet.layers.Size;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A length, a line of JSON that says where each array is, and the arrays. https://github.com/huggingface/safetensors
final class Safetensors {
    private static final ValueLayout.OfLong LENGTH = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final long LONGEST_HEADER = 100_000_000;
    private static final Pattern ENTRY = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"\\s*:\\s*\\{([^{}]*)\\}");
    private static final Pattern TYPE = Pattern.compile("\"dtype\"\\s*:\\s*\"(\\w+)\"");
    private static final Pattern SHAPE = Pattern.compile("\"shape\"\\s*:\\s*\\[([\\d,\\s]*)\\]");
    private static final Pattern PLACE = Pattern.compile("\"data_offsets\"\\s*:\\s*\\[\\s*(\\d{1,18})\\s*,\\s*(\\d{1,18})\\s*\\]");

    private Safetensors() {}

    static SequencedMap<String, StoredArray> read(MemorySegment file) throws IOException {
        long length = file.get(LENGTH, 0);
        if (length < 2 || length > Math.min(LONGEST_HEADER, file.byteSize() - 8)) {
            throw new IOException("cut short or damaged: its header should be " + length + " bytes long");
        }
        var header = new String(file.asSlice(8, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8);
        var data = file.asSlice(8 + length);
        var arrays = new LinkedHashMap<String, StoredArray>();
        for (var entry : ENTRY.matcher(header).results().toList()) {
            if (!entry.group(1).equals("__metadata__")) {
                arrays.put(entry.group(1), array(entry.group(1), entry.group(2), data));
            }
        }
        return arrays;
    }

    private static StoredArray array(String name, String said, MemorySegment data) throws IOException {
        var type = TYPE.matcher(said);
        var shape = SHAPE.matcher(said);
        var place = PLACE.matcher(said);
        if (!type.find() || !shape.find() || !place.find()) {
            throw new IOException("damaged: its header does not say what " + name + " is");
        }
        var size = Size.of(Stream.of(shape.group(1).split(",")).map(String::strip).filter(extent -> !extent.isEmpty()).mapToLong(Long::parseLong).toArray());
        long from = Long.parseLong(place.group(1));
        long to = Long.parseLong(place.group(2));
        var numbers = type(name, type.group(1));
        if (to > data.byteSize() || to - from != numbers.bytes(size)) {
            throw new IOException("cut short or damaged: " + name + " should be at " + from + " to " + to + " of " + data.byteSize() + " bytes");
        }
        return new StoredArray(size, () -> numbers.read(data.asSlice(from, to - from).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN)));
    }

    private static NumberType type(String name, String word) throws IOException {
        return switch (word) {
            case "BOOL", "U8" -> NumberType.UINT8;
            case "I8" -> NumberType.INT8;
            case "I16" -> NumberType.INT16;
            case "U16" -> NumberType.UINT16;
            case "I32" -> NumberType.INT32;
            case "U32" -> NumberType.UINT32;
            case "I64" -> NumberType.INT64;
            case "U64" -> NumberType.UINT64;
            case "F16" -> NumberType.FLOAT16;
            case "BF16" -> NumberType.BFLOAT16;
            case "F32" -> NumberType.FLOAT32;
            case "F64" -> NumberType.FLOAT64;
            default -> throw new IOException("made of numbers that cannot be read: " + name + " is " + word);
        };
    }
}
