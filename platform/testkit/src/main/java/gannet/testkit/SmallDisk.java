package gannet.testkit;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A file system of a few megabytes that a test can fill up: a tmpfs, mounted over a folder. Where this account may not
/// mount, the test that wants one is skipped and says so.
public final class SmallDisk implements AutoCloseable {
    private static final int[] PIECES = {1 << 20, 1 << 12, 1};

    private final Path folder;
    private final Path ballast;

    private SmallDisk(Path folder) {
        this.folder = folder;
        ballast = folder.resolve("ballast");
    }

    /// @param folder is made
    public static SmallDisk over(Path folder, int megabytes) throws IOException {
        Files.createDirectories(folder);
        var trouble = run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "gannet-test", folder.toString());
        assumeThat(trouble).as("This test fills up a small file system of its own, and mounting one takes root and Linux").isEmpty();
        return new SmallDisk(folder);
    }

    public Path folder() { return folder; }

    /// Takes all the room there is, to the last byte.
    public void fill() throws IOException {
        try (var channel = FileChannel.open(ballast, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            for (int size : PIECES) {
                while (isWritten(channel, ByteBuffer.allocate(size))) { }
            }
        }
    }

    private static boolean isWritten(FileChannel channel, ByteBuffer piece) {
        try {
            channel.write(piece);
            return !piece.hasRemaining();
        } catch (IOException full) {
            return false;
        }
    }

    /// Gives back what [#fill] took.
    public void free() throws IOException { Files.deleteIfExists(ballast); }

    @Override public void close() throws IOException {
        var trouble = run("umount", "--lazy", folder.toString());
        if (!trouble.isEmpty()) {
            throw new IOException("The small disk over " + folder + " is still mounted: " + trouble);
        }
    }

    /// @return what it complained of; empty if it succeeded
    private static String run(String... command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes()).strip();
            return process.waitFor() == 0 ? "" : said + " (" + command[0] + " ended with " + process.exitValue() + ")";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
