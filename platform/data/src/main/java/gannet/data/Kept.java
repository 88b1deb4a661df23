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
import org.jspecify.annotations.Nullable;

/// Decoded examples, kept. Safe for threads.
sealed interface Kept extends AutoCloseable {
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
    record InFile(Arena arena, MemorySegment file, AtomicIntegerArray present, int size) implements Kept {
        static Kept under(Path folder, int count, int size) {
            var bytes = (long) count * size;
            try {
                Files.createDirectories(folder);
                if (Files.getFileStore(folder).getUsableSpace() < bytes + (1L << 30)) {
                    return new Nowhere();
                }
                var path = Files.createTempFile(folder, "examples-", ".cache");
                try (var channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
                    var arena = Arena.ofShared();
                    var file = channel.map(FileChannel.MapMode.READ_WRITE, 0, bytes, arena);
                    return new InFile(arena, file, new AtomicIntegerArray(count), size);
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
            return file.asSlice((long) index * size, size).toArray(ValueLayout.JAVA_BYTE);
        }

        @Override
        public void put(int index, byte[] values) {
            MemorySegment.copy(values, 0, file, ValueLayout.JAVA_BYTE, (long) index * size, size);
            present.set(index, 1);
        }

        @Override
        public void close() { arena.close(); }
    }
}
