package gannet.layers.files;

import gannet.layers.Size;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// What `torch.save(model.state_dict(), …)` writes: since 2020 a zip of a pickle and the numbers, before that pickles and
/// the numbers one after the other.
final class TorchFile {
    private static final String LIST = "/data.pkl";

    /// Finds the numbers of a storage, by its key.
    @FunctionalInterface
    private interface Storages { StoredArray.Values of(String key, NumberType type, long from, long count) throws IOException; }

    private TorchFile() {}

    static boolean isOne(ZipFile zip) { return zip.stream().anyMatch(entry -> entry.getName().endsWith(LIST)); }

    static SequencedMap<String, StoredArray> read(Path file, ZipFile zip) throws IOException {
        var list = zip.stream().filter(entry -> entry.getName().endsWith(LIST)).findFirst().orElseThrow();
        var folder = list.getName().substring(0, list.getName().length() - LIST.length());
        var order = zip.getEntry(folder + "/byteorder") == null || bytes(zip, zip.getEntry(folder + "/byteorder"))[0] == 'l'
                ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        return arrays(Pickle.read(ByteBuffer.wrap(bytes(zip, list))), (key, type, from, count) -> {
            var entry = zip.getEntry(folder + "/data/" + key);
            long length = type.bytes(Size.of(count));
            long start = type.bytes(Size.of(from));
            if (entry == null || entry.getSize() < start + length) {
                throw new IOException("cut short or damaged: the numbers " + folder + "/data/" + key + " are missing");
            }
            return () -> {
                try (var again = new ZipFile(file.toFile()); var in = again.getInputStream(again.getEntry(entry.getName()))) {
                    in.skipNBytes(start);
                    return type.read(ByteBuffer.wrap(in.readNBytes(Math.toIntExact(length))).order(order));
                }
            };
        });
    }

    /// A magic number, a version, facts of the machine, the list, the keys in their order; then each key's count and numbers.
    static SequencedMap<String, StoredArray> readOld(MemorySegment file) throws IOException {
        var in = file.asSlice(0, Math.min(file.byteSize(), Integer.MAX_VALUE)).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 3; i++) {
            Pickle.read(in);
        }
        var said = Pickle.read(in);
        if (!(Pickle.read(in) instanceof List<?> keys)) {
            throw new IOException("damaged: it does not say in which order its numbers come");
        }
        var types = new HashMap<String, NumberType>();
        arrays(said, (key, type, from, count) -> {
            types.put(key, type);
            return () -> new float[0];
        });
        var starts = new HashMap<Object, Long>();
        long at = in.position();
        for (var key : keys) {
            long count = file.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), at);
            starts.put(key, at + Long.BYTES);
            at += Long.BYTES + types.getOrDefault(String.valueOf(key), NumberType.FLOAT32).bytes(Size.of(count));
        }
        return arrays(said, (key, type, from, count) -> {
            var start = starts.get(key);
            long length = type.bytes(Size.of(count));
            if (start == null || start + type.bytes(Size.of(from)) + length > file.byteSize()) {
                throw new IOException("cut short or damaged: the numbers of " + key + " are missing");
            }
            return () -> type.read(file.asSlice(start + type.bytes(Size.of(from)), length).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN));
        });
    }

    private static SequencedMap<String, StoredArray> arrays(Object said, Storages storages) throws IOException {
        if (!(said instanceof Map<?, ?> named)) {
            throw new IOException("not a list of arrays by name: save the model's state_dict()");
        }
        var arrays = new LinkedHashMap<String, StoredArray>();
        for (var entry : named.entrySet()) {
            if (entry.getValue() instanceof Pickle.Call call && call.function() instanceof Pickle.Named function) {
                var tensor = function.name().equals("torch._utils._rebuild_parameter") && call.arguments().getFirst() instanceof Pickle.Call inner ? inner : call;
                if (tensor.arguments().size() >= 4) {
                    arrays.put(String.valueOf(entry.getKey()), array(String.valueOf(entry.getKey()), tensor.arguments(), storages));
                }
            }
        }
        return arrays;
    }

    /// `_rebuild_tensor_v2(("storage", type, key, device, count), first, sizes, strides, …)`
    private static StoredArray array(String name, List<?> arguments, Storages storages) throws IOException {
        if (!(arguments.get(0) instanceof Pickle.Elsewhere(var storage)) || storage.size() < 3 || !(storage.get(1) instanceof Pickle.Named(var type))
                || !(arguments.get(1) instanceof Long first) || !(arguments.get(2) instanceof List<?> sizes) || !(arguments.get(3) instanceof List<?> strides)) {
            throw new IOException("made of things that are not plain arrays: " + name);
        }
        var shape = Size.of(sizes.stream().mapToLong(size -> (Long) size).toArray());
        long stride = 1;
        for (int i = shape.extents().size() - 1; i >= 0; i--) {
            if (shape.extents().get(i) > 1 && !strides.get(i).equals(stride)) {
                throw new IOException("made of arrays that are not in order: save " + name + ".contiguous()");
            }
            stride *= shape.extents().get(i);
        }
        return new StoredArray(shape, storages.of(String.valueOf(storage.get(2)), type(name, type), first, shape.count()));
    }

    private static NumberType type(String name, String storage) throws IOException {
        return switch (storage.substring(storage.lastIndexOf('.') + 1)) {
            case "FloatStorage" -> NumberType.FLOAT32;
            case "DoubleStorage" -> NumberType.FLOAT64;
            case "HalfStorage" -> NumberType.FLOAT16;
            case "BFloat16Storage" -> NumberType.BFLOAT16;
            case "LongStorage" -> NumberType.INT64;
            case "IntStorage" -> NumberType.INT32;
            case "ShortStorage" -> NumberType.INT16;
            case "CharStorage" -> NumberType.INT8;
            case "ByteStorage", "BoolStorage" -> NumberType.UINT8;
            default -> throw new IOException("made of numbers that cannot be read: " + name + " is a " + storage);
        };
    }

    private static byte[] bytes(ZipFile zip, ZipEntry entry) throws IOException {
        try (var in = zip.getInputStream(entry)) {
            return in.readAllBytes();
        }
    }
}
