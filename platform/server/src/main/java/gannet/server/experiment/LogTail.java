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
import java.util.List;
import java.util.Locale;

/// The last lines of a file of any length, read from its end.
final class LogTail {
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_SEARCHED = 64 << 20;
    private static final int LONGEST_LINE = 4000;

    /// @param words that a line must have in it, in any case; empty for all lines
    static List<String> of(Path file, int lines, String words) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long from = Math.max(0, channel.size() - (words.isEmpty() ? MOST_BYTES : MOST_SEARCHED));
            var bytes = ByteBuffer.allocate((int) (channel.size() - from));
            while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) >= 0) { }
            int begin = from == 0 ? 0 : afterFirstNewline(bytes);
            var text = new String(bytes.array(), begin, bytes.position() - begin, StandardCharsets.UTF_8);
            var sought = words.toLowerCase(Locale.ROOT);
            var all = text.lines().filter(line -> sought.isEmpty() || line.toLowerCase(Locale.ROOT).contains(sought)).toList();
            return all.subList(Math.max(0, all.size() - lines), all.size()).stream().map(LogTail::bounded).toList();
        } catch (IOException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "The log " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /// A file that was entered in the middle begins in the middle of a line.
    private static int afterFirstNewline(ByteBuffer bytes) {
        for (int i = 0; i < bytes.position(); i++) {
            if (bytes.get(i) == '\n') {
                return i + 1;
            }
        }
        return 0;
    }

    private static String bounded(String line) { return line.length() <= LONGEST_LINE ? line : line.substring(0, LONGEST_LINE) + "…"; }

    private LogTail() {}
}
