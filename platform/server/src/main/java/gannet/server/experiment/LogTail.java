package gannet.server.experiment;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/// The last lines of a file of any length, read from its end in blocks until there are enough.
final class LogTail {
    private static final int BLOCK = 1 << 20;
    private static final int MOST_SEARCHED = 64 << 20;
    private static final int LONGEST_LINE = 4000;

    private final int lines;
    private final String sought;
    private final Deque<String> found = new ArrayDeque<>();

    private LogTail(int lines, String words) {
        this.lines = lines;
        sought = words.toLowerCase(Locale.ROOT);
    }

    /// @param words that a line must have in it, in any case; empty for all lines. Of a line longer than a block they are
    /// looked for in its beginning
    static List<String> of(Path file, int lines, String words) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var tail = new LogTail(lines, words);
            tail.read(channel);
            return List.copyOf(tail.found);
        } catch (IOException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "The log " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private void read(FileChannel channel) throws IOException {
        long end = channel.size();
        long least = Math.max(0, end - (sought.isEmpty() ? BLOCK : MOST_SEARCHED));
        var begun = new byte[0]; // the end of a line that begins in the block before
        while (end > least && found.size() < lines) {
            long from = Math.max(least, end - BLOCK);
            var block = block(channel, from, (int) (end - from), begun);
            int whole = from == 0 ? 0 : afterFirstLine(block);
            take(block, whole);
            begun = Arrays.copyOf(block, Math.min(whole, BLOCK));
            end = from;
        }
        if (found.isEmpty()) {
            take(begun, 0); // a part of a line is better than nothing
        }
    }

    private static byte[] block(FileChannel channel, long from, int size, byte[] behind) throws IOException {
        var block = ByteBuffer.allocate(size + behind.length);
        block.limit(size);
        while (block.hasRemaining() && channel.read(block, from + block.position()) >= 0) { }
        block.limit(block.capacity()).put(behind);
        return Arrays.copyOf(block.array(), block.position()); // shorter if the file has become so
    }

    /// What ends a line is no part of a longer character in UTF-8.
    private static int afterFirstLine(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                return bytes[i] == '\r' && i + 1 < bytes.length && bytes[i + 1] == '\n' ? i + 2 : i + 1;
            }
        }
        return bytes.length;
    }

    /// The last line first, until there are enough.
    private void take(byte[] bytes, int from) {
        for (var line : new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8).lines().toList().reversed()) {
            if (found.size() == lines) {
                return;
            }
            if (sought.isEmpty() || line.toLowerCase(Locale.ROOT).contains(sought)) {
                found.addFirst(bounded(line));
            }
        }
    }

    private static String bounded(String line) { return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "…"; }
}
