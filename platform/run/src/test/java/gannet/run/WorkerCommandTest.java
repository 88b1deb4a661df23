package gannet.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerCommandTest {
    private static final String SECRET = "sea birds dive deep";

    @TempDir Path folder;

    /// A server's process in short: prints the environment that a worker of it would have.
    public static final class Server {
        public static void main(String[] arguments) {
            new WorkerCommand("", 100).builder(RunDirectory.open(Path.of(arguments[0]))).environment().forEach((name, value) -> System.out.println(name + "=" + value));
        }
    }

    @Test void noSecretOfTheServersReachesAWorker() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("order.json"), "{}");
        var builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"),
                Server.class.getName(), folder.toString()).redirectErrorStream(true);
        for (var name : new String[] {"GANNET_DATABASE_PASSWORD", "GANNET_MAIL_PASSWORD", "PGPASSWORD", "AWS_SECRET_ACCESS_KEY"}) {
            builder.environment().put(name, SECRET);
        }
        builder.environment().put("TZ", "UTC");
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("TZ=UTC").doesNotContain("GANNET_", "PASSWORD", "SECRET", SECRET);
    }
}
