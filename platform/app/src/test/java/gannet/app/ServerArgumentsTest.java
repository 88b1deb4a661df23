package gannet.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The server's JVM with something else in it.
class ServerArgumentsTest {
    private static final Path ARGUMENTS = Path.of(System.getProperty("gannet.root"), "platform/app/src/main/distribution/server.args").toAbsolutePath().normalize();
    private static final int OUT_OF_MEMORY = 3;

    @TempDir Path folder;

    /// Goes on when a part of it has died.
    static final class Survivor {
        private Survivor() {}

        public static void main(String[] arguments) throws InterruptedException {
            var part = new Thread(() -> System.out.println(new long[Integer.MAX_VALUE - 8].length));
            part.start();
            part.join();
            System.out.println("It goes on.");
        }
    }

    @Test void aServerWithoutMemoryEndsInsteadOfLosingAPart() throws IOException, InterruptedException {
        var process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "@" + ARGUMENTS,
                "-XX:SharedArchiveFile=" + folder.resolve("server.jsa"), "-cp", System.getProperty("java.class.path"), Survivor.class.getName())
                .redirectErrorStream(true).start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).contains("OutOfMemoryError").doesNotContain("It goes on.");
        assertThat(process.waitFor()).isEqualTo(OUT_OF_MEMORY);
    }
}
