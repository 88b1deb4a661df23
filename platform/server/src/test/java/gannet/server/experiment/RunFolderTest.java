package gannet.server.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gannet.parameters.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    @TempDir Path folder;

    @Test void listsFilesByNameButNotHowServerAndWorkerSpeak() throws IOException {
        write("worker.log", "hello");
        write("samples/step-10.png", "x");
        write("checkpoints/10/generator.npz", "xyz");
        write("control/stop", "");
        assertThat(new RunFolder(folder).files()).extracting(RunFolder.File::path, RunFolder.File::bytes).containsExactly(
                org.assertj.core.groups.Tuple.tuple("checkpoints/10/generator.npz", 3L),
                org.assertj.core.groups.Tuple.tuple("samples/step-10.png", 1L), org.assertj.core.groups.Tuple.tuple("worker.log", 5L));
        assertThat(new RunFolder(folder).file("worker.log")).hasContent("hello");
    }

    @Test void aFolderThatIsGoneHasNone() { assertThat(new RunFolder(folder.resolve("gone")).files()).isEmpty(); }

    @Test void leadsNowhereElse() throws IOException {
        write("run/worker.log", "hello");
        write("secret", "no");
        Files.createSymbolicLink(folder.resolve("run/link"), folder.resolve("secret"));
        Files.createSymbolicLink(folder.resolve("run/up"), folder);
        var run = new RunFolder(folder.resolve("run"));
        assertThat(run.files()).extracting(RunFolder.File::path).containsExactly("worker.log");
        for (var path : new String[] {"../secret", "link", "up/secret", "", "/etc/passwd", "./worker.log"}) {
            assertThatThrownBy(() -> run.file(path)).isInstanceOf(ProblemException.class).hasMessageContaining("There is no file \"" + path + "\"");
        }
    }

    private void write(String path, String text) throws IOException {
        var file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
