package gannet.data;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/// Decoded examples, kept: in memory if all together are small, else in a file that the system may push out of memory and
/// that vanishes with the process. Safe for threads.
sealed interface Kept extends AutoCloseable {
    long IN_MEMORY = 1_500L << 20;

    /// @param size of each, in bytes    @param cache the folder for a file; made if needed
    static Kept of(int count, IntUnaryOperator size, Path cache) {
        var starts = new long[count + 1];
        for (var i = 0; i < count; i++) {
            starts[i + 1] = starts[i] + size.applyAsInt(i);
        }
        return starts[count] <= Math.min(IN_MEMORY, Runtime.getRuntime().maxMemory() / 4) ? new InMemory(count) : InFile.under(cache, starts);
    }

    byte @Nullable [] get(int index);

    void put(int index, byte[] values);

    @Override
    void close();

    record InMemory(AtomicReferenceArray<byte[]> all) implements Kept {
        InMemory(int count) { this(new AtomicReferenceArray<>(count)); }

        @Override
        public byte @Nullable [] get(int index) { return all.get(index); }

        @Override
        public void put(int index, byte[] values) { all.set(index, values); }

        @Override
        public void close() {}
    }

    /// Where there is no room for a file: decoded anew each time.
    record Nowhere() implements Kept {
        @Override
        public byte @Nullable [] get(int index) { return null; }

        @Override
        public void put(int index, byte[] values) {}

        @Override
        public void close() {}
    }

    /// In a file of this process alone, gone when it ends.
    record InFile(Arena arena, MemorySegment file, AtomicIntegerArray present, long[] starts) implements Kept {
        /// @param starts of each in the file, and its end
        static Kept under(Path folder, long[] starts) {
            var count = starts.length - 1;
            var bytes = starts[count];
            try {
                Files.createDirectories(folder);
                if (Files.getFileStore(folder).getUsableSpace() < bytes + (1L << 30)) {
                    return new Nowhere();
                }
                var path = Files.createTempFile(folder, "examples-", ".cache");
                try (var channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
                    var arena = Arena.ofShared();
                    var file = channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes, arena);
                    return new InFile(arena, file, new AtomicIntegerArray(count), starts);
                }
            } catch (IOException e) {
                return new Nowhere(); // slower, and nothing lost
            }
        }

        @Override
        public byte @Nullable [] get(int index) {
            if (present.get(index) == 0) {
                return null;
            }
            return file.asSlice(starts[index], starts[index + 1] - starts[index]).toArray(ValueLayout.JAVA_BYTE);
        }

        @Override
        public void put(int index, byte[] values) {
            MemorySegment.copy(values, 0, file, ValueLayout.JAVA_BYTE, starts[index], values.length);
            present.set(index, 1);
        }

        @Override
        public void close() { arena.close(); }
    }
}
