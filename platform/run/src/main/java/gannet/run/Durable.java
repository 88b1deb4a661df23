package gannet.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Files that are either there, whole and on the disk, or not there at all: written under another name, synced, renamed.
public final class Durable {
    private static final boolean SYNCS_FOLDERS = !System.getProperty("os.name").startsWith("Windows");

    private Durable() {}

    public static void write(Path file, String text) throws IOException { write(file, text.getBytes(StandardCharsets.UTF_8)); }

    public static void write(Path file, byte[] bytes) throws IOException {
        var temporary = temporary(file);
        try {
            try (var channel = FileChannel.open(
                    temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                var buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            rename(temporary, file);
        } catch (IOException e) {
            removeAfter(e, temporary);
            throw e;
        }
    }

    /// Removes what could not be finished; on a full disk that gives back its room. What went wrong first stays what is told.
    public static void removeAfter(Exception failure, Path unfinished) {
        try {
            remove(unfinished);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /// Replaces what is in a file by something shorter without asking the file system for room.
    static void overwrite(Path file, String text) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            var buffer = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (buffer.hasRemaining()) {
                channel.write(buffer, buffer.position());
            }
            channel.truncate(buffer.limit());
            channel.force(true);
        }
    }

    /// Where a file or folder is made before it gets its name; nobody but its maker looks there.
    public static Path temporary(Path target) { return target.resolveSibling("." + target.getFileName() + ".part"); }

    /// Gives a finished file or folder its name. Its contents must be synced already.
    public static void rename(Path temporary, Path target) throws IOException {
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncFolder(target.toAbsolutePath().resolveSibling("").normalize());
    }

    public static void sync(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /// Brings a folder that was written without syncing to the disk, with everything in it. Faster than file by file while it is written: by
    /// then most of it is there, and one commit of the file system's journal serves many files.
    public static void syncAll(Path folder) throws IOException {
        try (var inside = Files.list(folder)) {
            for (var each : inside.toList()) {
                if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS)) {
                    syncAll(each);
                } else if (Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)) {
                    sync(each);
                }
            }
        }
        syncFolder(folder);
    }

    public static void syncFolder(Path folder) throws IOException {
        if (SYNCS_FOLDERS) {
            try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /// Removes a file, or a folder with everything in it; nothing happens if there is none.
    public static void remove(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            try (var inside = Files.list(path)) {
                for (var each : inside.toList()) {
                    remove(each);
                }
            }
        }
        Files.deleteIfExists(path);
    }
}
