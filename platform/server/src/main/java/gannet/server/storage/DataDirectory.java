package gannet.server.storage;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The folder that holds everything a server keeps, claimed for this process until it closes or dies: the operating
/// system frees the lock of a process that was killed.
public final class DataDirectory implements AutoCloseable {
    /// Closing any channel of a file frees this process's lock on it, so a second claim must not even open it.
    private static final Set<Path> CLAIMED = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel lock;

    private DataDirectory(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /// Makes the folder if it is missing, and refuses one that cannot be written or that another server uses.
    public static DataDirectory claim(Path folder) {
        try {
            Files.createDirectories(folder);
            var real = folder.toRealPath();
            if (!CLAIMED.add(real)) {
                throw taken(real, "this very process");
            }
            try {
                return new DataDirectory(real, lock(real));
            } catch (IOException | RuntimeException e) {
                CLAIMED.remove(real);
                throw e;
            }
        } catch (AccessDeniedException e) {
            throw unusable(folder, "this account may not write there", e);
        } catch (FileAlreadyExistsException e) {
            throw unusable(folder, e.getFile() + " is a file, not a folder", e);
        } catch (IOException e) {
            throw unusable(folder, String.valueOf(e.getMessage()), e);
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            // one byte far behind the text, so that others can read it where locks forbid reading
            if (channel.tryLock(1L << 40, 1, false) == null) {
                throw taken(folder, read(channel));
            }
            write(channel, "process " + ProcessHandle.current().pid());
            return channel;
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw taken(folder, "this very process");
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static ProblemException taken(Path folder, String holder) {
        return new ProblemException(Problem.Kind.CONFLICT, "data-dir", "Another Gannet server is using the data directory " + folder + " (" + holder
                + "); stop it first, or start this one with another --data-dir");
    }

    private static ProblemException unusable(Path folder, String why, IOException cause) {
        var problem = new ProblemException(Problem.Kind.RESOURCES, "data-dir", "The data directory " + folder + " cannot be used: " + why
                + "; make it writable, or name another one with --data-dir");
        problem.initCause(cause);
        return problem;
    }

    private static String read(FileChannel channel) throws IOException {
        var text = ByteBuffer.allocate(1000);
        channel.read(text, 0);
        return new String(text.array(), 0, text.position(), StandardCharsets.UTF_8).strip();
    }

    private static void write(FileChannel channel, String text) throws IOException {
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((text + "\n").getBytes(StandardCharsets.UTF_8)), 0);
    }

    public Path folder() { return folder; }

    /// Tells whoever comes second where the first one can be found.
    public void announce(String address) {
        try {
            write(lock, "process " + ProcessHandle.current().pid() + ", at " + address);
        } catch (IOException e) {
            throw unusable(folder, String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw unusable(folder, String.valueOf(e.getMessage()), e);
        } finally {
            CLAIMED.remove(folder);
        }
    }
}
