package gannet.server.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gannet.parameters.ProblemException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir Path folder;

    @Test
    void isMadeIfItIsMissing() {
        try (var directory = DataDirectory.claim(folder.resolve("a/b"))) {
            assertThat(directory.folder()).isDirectory();
        }
    }

    @Test
    void aSecondServerIsToldWhereTheFirstOneIs() throws Exception {
        var other = claimInAnotherProcess();
        try {
            assertThatThrownBy(() -> DataDirectory.claim(folder)).isInstanceOf(ProblemException.class)
                    .hasMessage("Another Gannet server is using the data directory " + folder.toRealPath() + " (process " + other.pid()
                            + ", at http://127.0.0.1:8080/); stop it first, or start this one with another --data-dir");
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void theLockOfAKilledServerIsFree() throws Exception {
        var other = claimInAnotherProcess();
        other.destroyForcibly();
        assertThat(other.waitFor(10, TimeUnit.SECONDS)).isTrue();

        DataDirectory.claim(folder).close();
    }

    @Test
    void oneProcessClaimsItOnce() {
        try (var first = DataDirectory.claim(folder)) {
            assertThatThrownBy(() -> DataDirectory.claim(folder)).hasMessageContaining("Another Gannet server is using");
            first.announce("http://127.0.0.1:8080/");
        }
        DataDirectory.claim(folder).close();
    }

    @Test
    void saysThatItCannotBeUsed() throws IOException {
        var file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> DataDirectory.claim(file)).isInstanceOf(ProblemException.class)
                .hasMessageContaining("is a file, not a folder; make it writable, or name another one with --data-dir");
        assertThatThrownBy(() -> DataDirectory.claim(file.resolve("below"))).isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("The data directory " + file.resolve("below") + " cannot be used: ");
    }

    /// A server that claims the folder and then just waits.
    private Process claimInAnotherProcess() throws IOException {
        var process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"),
                Claimant.class.getName(), folder.toString()).redirectErrorStream(true).start();
        BufferedReader said = process.inputReader();
        assertThat(said.readLine()).isEqualTo("claimed");
        return process;
    }

    public static final class Claimant {
        private Claimant() {}

        public static void main(String[] arguments) throws InterruptedException {
            DataDirectory.claim(Path.of(arguments[0])).announce("http://127.0.0.1:8080/");
            System.out.println("claimed");
            Thread.currentThread().join();
        }
    }
}
