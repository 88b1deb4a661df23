package gannet.data;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// Vectors made elsewhere, in a `.npy` file that is mapped into memory: `[examples, size]`, or `[examples, several, size]`, of
/// which the mean over the several is taken. Safe for threads.
final class Vectors implements AutoCloseable {
    private static final Pattern HEAD = Pattern.compile("'descr': *'<f([48])'.*'fortran_order': *False.*'shape': *\\((\\d+), *(?:(\\d+), *)?(\\d+),?\\)", Pattern.DOTALL);
    private static final int PREFIX = 10;
    private static final int LONGEST_HEAD = 65_536;
    private static final ValueLayout.OfFloat FLOAT = ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble DOUBLE = ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Arena arena;
    private final MemorySegment values;
    private final boolean single;
    private final long count;
    private final int several;
    private final int size;

    private Vectors(Arena arena, MemorySegment values, boolean single, long count, int several, int size) {
        this.arena = arena;
        this.values = values;
        this.single = single;
        this.count = count;
        this.several = several;
        this.size = size;
    }

    /// @throws UnreadableException that says in what way it is no such file
    static Vectors open(Path path) throws UnreadableException {
        var arena = Arena.ofShared();
        try (var channel = FileChannel.open(path)) {
            var file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return read(arena, file);
        } catch (UnreadableException e) {
            arena.close();
            throw e;
        } catch (IOException e) {
            arena.close();
            throw new UnreadableException("cannot be read: " + e.getMessage(), e);
        }
    }

    private static Vectors read(Arena arena, MemorySegment file) throws UnreadableException {
        if (file.byteSize() < PREFIX || !text(file, 0, 6).equals("\u0093NUMPY")) {
            throw new UnreadableException("is no .npy file");
        }
        boolean old = file.get(ValueLayout.JAVA_BYTE, 6) == 1;
        int start = old ? PREFIX : PREFIX + 2;
        long length = old ? file.get(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 8) & 0xFFFF
                : file.byteSize() < start ? -1 : file.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 8);
        if (length < 0 || length > Math.min(LONGEST_HEAD, file.byteSize() - start)) {
            throw new UnreadableException("is cut short after " + Words.bytes(file.byteSize()));
        }
        var head = HEAD.matcher(text(file, start, (int) length));
        if (!head.find() || head.group(2).length() > 9 || head.group(4).length() > 6 || head.group(3) != null && head.group(3).length() > 4) {
            throw new UnreadableException("holds something else than [examples, size] or [examples, captions, size] of float32 or float64 in C order");
        }
        int bytes = Integer.parseInt(head.group(1));
        long count = Long.parseLong(head.group(2));
        int several = head.group(3) == null ? 1 : Integer.parseInt(head.group(3));
        int size = Integer.parseInt(head.group(4));
        var values = file.asSlice(start + length);
        if (several == 0 || values.byteSize() < count * several * size * bytes) {
            throw new UnreadableException("is cut short after " + Words.bytes(file.byteSize()));
        }
        return new Vectors(arena, values, bytes == Float.BYTES, count, several, size);
    }

    private static String text(MemorySegment file, long from, int length) {
        return new String(file.asSlice(from, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.ISO_8859_1);
    }

    long count() { return count; }

    int size() { return size; }

    /// Writes the vector of one example.
    void read(int number, float[] target, int at) {
        for (int i = 0; i < size; i++) {
            double sum = 0;
            for (int k = 0; k < several; k++) {
                long place = ((long) number * several + k) * size + i;
                sum += single ? values.get(FLOAT, place * Float.BYTES) : values.get(DOUBLE, place * Double.BYTES);
            }
            target[at + i] = (float) (sum / several);
        }
    }

    @Override
    public void close() { arena.close(); }
}
