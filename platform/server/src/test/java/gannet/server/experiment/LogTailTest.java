package gannet.server.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    @Test void cutsALineThatIsTooLong() throws IOException {
        assertThat(LogTail.of(written("x".repeat(10_000)), 1, "").getFirst()).hasSize(4001).endsWith("…");
    }

    private Path written(String text) throws IOException { return Files.writeString(folder.resolve("worker.log"), text); }
}
