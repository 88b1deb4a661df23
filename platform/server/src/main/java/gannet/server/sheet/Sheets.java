package gannet.server.sheet;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;

/// The one place where PNGs that others made are decoded. However many are asked for at once, those that are looked at have
/// together no more pixels than one of the largest size.
public final class Sheets {
    private static final long LARGEST = 64L << 20;
    private static final int MOST_KEPT = 4;
    /// In pixels, each of up to 4 bytes. Who needs much of it gets their turn among many who need little.
    private static final Semaphore ROOM = new Semaphore(Pixels.MOST, true);
    /// One at a time, so that those who ask for the same sheet meanwhile find it decoded.
    private static final ReentrantLock DECODING = new ReentrantLock();
    /// Tiles of a sheet are asked for one by one. When memory is short, these go first.
    private static final SequencedMap<Version, SoftReference<BufferedImage>> KEPT = new LinkedHashMap<>();

    @FunctionalInterface
    public interface Use<T> {
        /// Others wait for the room that the picture takes: this neither reads another sheet nor waits for anybody.
        T of(BufferedImage picture) throws IOException;
    }

    @FunctionalInterface
    private interface Decoding {
        BufferedImage picture() throws IOException;
    }

    /// A file as it is now.
    private record Version(Path file, long bytes, FileTime written) {
        static Version of(Path file) throws IOException {
            var facts = Files.readAttributes(file, BasicFileAttributes.class);
            if (facts.size() > LARGEST) {
                throw new IOException("it has more than the " + (LARGEST >> 20) + " MB that are read");
            }
            return new Version(file, facts.size(), facts.lastModifiedTime());
        }
    }

    private Sheets() {}

    /// @throws IOException with what is wrong, as the end of a sentence
    public static <T> T read(Path file, Use<T> use) throws IOException {
        var version = Version.of(file);
        byte[] head;
        try (var in = Files.newInputStream(file)) {
            head = in.readNBytes(PngFile.HEAD);
        }
        return within(head, () -> picture(version), use);
    }

    /// The same for a file in memory, which is not asked for again.
    public static <T> T read(byte[] png, Use<T> use) throws IOException { return within(png, () -> Pixels.decode(png), use); }

    private static <T> T within(byte[] head, Decoding decoding, Use<T> use) throws IOException {
        int pixels = Pixels.room(PngFile.head(ByteBuffer.wrap(head)));
        ROOM.acquireUninterruptibly(pixels);
        try {
            return use.of(decoding.picture());
        } finally {
            ROOM.release(pixels);
        }
    }

    private static BufferedImage picture(Version version) throws IOException {
        DECODING.lock();
        try {
            var kept = KEPT.get(version);
            var picture = kept == null ? null : kept.get();
            if (picture == null) {
                picture = Pixels.decode(Files.readAllBytes(version.file()));
            }
            KEPT.putLast(version, new SoftReference<>(picture));
            if (KEPT.size() > MOST_KEPT) {
                KEPT.pollFirstEntry();
            }
            return picture;
        } finally {
            DECODING.unlock();
        }
    }
}
