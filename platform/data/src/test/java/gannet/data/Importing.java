package gannet.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;

/// Imports archives into a library of its own.
abstract class Importing {
    @TempDir Path folder;

    Library library() { return new Library(folder.resolve("datasets")); }

    Description take(Zip zip) { return take(zip.bytes(), Bounds.USUAL); }

    Description take(Zip zip, @Nullable Kind kind) { return take(zip.bytes(), Bounds.USUAL, kind); }

    Description take(byte[] zip, @Nullable Kind kind) { return take(zip, Bounds.USUAL, kind); }

    Description take(byte[] zip, Bounds bounds) { return take(zip, bounds, null); }

    private Description take(byte[] zip, Bounds bounds, @Nullable Kind kind) {
        try {
            var file = Files.write(folder.resolve("mine.zip"), zip);
            return new Library(folder.resolve("datasets"), bounds).take(file, "mine.zip", "Mine", kind, (done, all) -> {}, () -> false).description();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Pictures open(Description description) { return library().open(description.hash()); }

    void refuses(byte[] zip, Bounds bounds, String... messages) { refuses(zip, bounds, null, messages); }

    void refuses(Zip zip, String... messages) { refuses(zip.bytes(), Bounds.USUAL, null, messages); }

    void refuses(Zip zip, @Nullable Kind kind, String... messages) { refuses(zip.bytes(), Bounds.USUAL, kind, messages); }

    private void refuses(byte[] zip, Bounds bounds, @Nullable Kind kind, String... messages) {
        assertThatThrownBy(() -> take(zip, bounds, kind)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.kind()).isEqualTo(Problem.Kind.USER);
            assertThat(e.problems()).extracting(Problem::message).containsExactly(messages);
        });
        assertThat(folder.resolve("datasets")).isEmptyDirectory();
    }
}
