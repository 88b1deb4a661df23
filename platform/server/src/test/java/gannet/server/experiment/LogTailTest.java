package gannet.server.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
    @TempDir Path folder;

    @Test void givesTheLastLines() throws IOException {
        assertThat(LogTail.of(written("one\ntwo\nthree\n"), 2, "")).containsExactly("two", "three");
    }

    @Test void givesAllOfAShortFile() throws IOException {
        assertThat(LogTail.of(written("one\ntwo"), 50, "")).containsExactly("one", "two");
    }

    @Test void givesNothingWhereThereIsNoFile() { assertThat(LogTail.of(folder.resolve("none"), 5, "")).isEmpty(); }

    @Test void readsOnlyTheEndOfALongFile() throws IOException {
        var file = written(IntStream.range(0, 400_000).mapToObj(i -> "line " + i).collect(Collectors.joining("\n", "", "\n")));
        assertThat(LogTail.of(file, 3, "")).containsExactly("line 399997", "line 399998", "line 399999");
        assertThat(LogTail.of(file, 1_000_000, "")).hasSizeLessThan(120_000).allMatch(line -> line.matches("line \\d{6}"));
    }

    @Test void findsLinesByAWordInThemInAnyCase() throws IOException {
        var file = written(IntStream.range(0, 400_000).mapToObj(i -> i % 100_000 == 7 ? "Warning " + i : "line " + i).collect(Collectors.joining("\n", "", "\n")));
        assertThat(LogTail.of(file, 3, "waRNing")).containsExactly("Warning 100007", "Warning 200007", "Warning 300007");
        assertThat(LogTail.of(file, 3, "error")).isEmpty();
    }

    @Test void findsTheSameAcrossBlocksAsInTheWholeText() throws IOException {
        var random = new Random(1);
        var text = new StringBuilder();
        for (int i = 0; text.length() < 3 << 20; i++) {
            text.append(i % 5000 == 0 ? "Wärme " : "größer ").append("☂".repeat(random.nextInt(30))).append(i).append(random.nextBoolean() ? "\n" : random.nextBoolean() ? "\r\n" : "\r");
        }
        var file = written(text.toString());
        for (var words : List.of("wÄRME", "☂☂☂", "77", "none")) {
            var all = text.toString().lines().filter(line -> line.toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT))).toList();
            assertThat(LogTail.of(file, Integer.MAX_VALUE, words)).as(words).isEqualTo(all);
            assertThat(LogTail.of(file, 7, words)).as("the last of " + words).isEqualTo(all.subList(Math.max(0, all.size() - 7), all.size()));
        }
    }

    @Test void findsWhatALineOfManyBlocksBeginsWithAndWhatStandsBesideIt() throws IOException {
        var file = written("warning before\nwarning " + "ü".repeat(2 << 20) + "\nwarning behind\n");

        var found = LogTail.of(file, 5, "warning");

        assertThat(found).hasSize(3).startsWith("warning before").endsWith("warning behind");
        assertThat(found.get(1)).startsWith("warning üüü").hasSize(4001).endsWith("…");
        assertThat(LogTail.of(file, 1, "behind")).containsExactly("warning behind");
    }

    /// Where all of it were read, this would take twice the file's size.
    @Test void readsNoFurtherBackThanItMust() throws IOException {
        var file = written("warning\n");
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap("\nwarning 1\nwarning 2\n".getBytes(StandardCharsets.UTF_8)), 60 << 20);
        }
        var memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = memory.getCurrentThreadAllocatedBytes();

        assertThat(LogTail.of(file, 2, "warning")).containsExactly("warning 1", "warning 2");
        assertThat(memory.getCurrentThreadAllocatedBytes() - before).isLessThan(30 << 20);
    }

    @Test void showsThePartOfAnEndlessLineThatItReads() throws IOException {
        assertThat(LogTail.of(written("x".repeat(3 << 20)), 5, "")).singleElement().satisfies(line -> assertThat(line).startsWith("xxx").endsWith("…"));
    }

    @Test void cutsALineThatIsTooLong() throws IOException {
        assertThat(LogTail.of(written("x".repeat(10_000)), 1, "").getFirst()).hasSize(4001).endsWith("…");
    }

    private Path written(String text) throws IOException { return Files.writeString(folder.resolve("worker.log"), text); }
}
