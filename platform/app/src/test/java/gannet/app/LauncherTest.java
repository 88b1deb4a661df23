package gannet.app;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LauncherTest {
    private static final Path LAUNCHER = Path.of(System.getProperty("gannet.root"), "gannet").toAbsolutePath().normalize();

    @TempDir
    Path folder;

    /// A machine on which there is a shell and nothing else.
    private Path tools;

    @BeforeEach
    void layOutTools() throws IOException {
        tools = Files.createDirectories(folder.resolve("a bare machine"));
        for (var tool : List.of("bash", "cat", "cksum", "dirname", "find", "head", "readlink", "sed", "sort", "uname")) {
            forward(tools.resolve(tool), onPath(tool));
        }
    }

    @Test
    void withoutACommandItListsThem() throws Exception {
        assertThat(launch().text()).contains("start", "backup", "restore", "test", "train", "draw", "describe", "plugin", "bench", "help");
    }

    @Test
    void anUnknownCommandIsAnsweredWithTheKnownOnes() throws Exception {
        var answer = launch("strat");

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.text()).isEqualTo(
                "gannet: there is no command 'strat'; the commands are start, backup, restore, test, train, draw, describe, plugin, bench and help.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "backup", "restore", "test", "train", "draw", "describe", "plugin", "bench"})
    void everyCommandHasItsOwnHelp(String command) throws Exception {
        var answer = launch(command, "--help");

        assertThat(answer.code()).isZero();
        assertThat(answer.text()).startsWith("./gannet " + command);
        assertThat(launch("help", command).text()).isEqualTo(answer.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "backup", "restore", "test", "train", "draw", "describe", "plugin", "bench"})
    void withoutAJdkItSaysInOneSentenceWhatToInstall(String command) throws Exception {
        var answer = launch(command);

        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.text()).startsWith("gannet: no JDK 25 or newer was found; install one with '").contains("JAVA_HOME")
                .hasLineCount(1);
    }

    @Test
    void aJdkThatIsTooOldIsNotTaken() throws Exception {
        var old = jdk("17.0.15");

        assertThat(launchWith(Map.of("JAVA_HOME", old.toString()), "describe").text()).contains("no JDK 25 or newer was found");
    }

    @Test
    void runsThroughALinkFromAnyFolder() throws Exception {
        var link = Files.createSymbolicLink(folder.resolve("gannet link"), LAUNCHER);

        assertThat(run(Map.of(), List.of(link.toString(), "help")).text()).startsWith("Gannet is a workbench");
        Files.delete(link);
    }

    private Answer launch(String... arguments) throws Exception {
        return launchWith(Map.of(), arguments);
    }

    private Answer launchWith(Map<String, String> environment, String... arguments) throws Exception {
        return run(environment, Stream.concat(Stream.of(LAUNCHER.toString()), Stream.of(arguments)).toList());
    }

    private Answer run(Map<String, String> environment, List<String> command) throws Exception {
        var log = Files.createTempFile(folder, "said", ".txt");
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", tools.toString(), "HOME", folder.toString(), "GANNET_JDK_FOLDER", folder.toString()));
        builder.environment().putAll(environment);
        var process = builder.start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("the launcher ended").isTrue();
        return new Answer(process.exitValue(), Files.readString(log, StandardCharsets.UTF_8));
    }

    private Path jdk(String version) throws IOException {
        var jdk = Files.createDirectories(folder.resolve("jdk " + version));
        Files.createDirectories(jdk.resolve("bin"));
        for (var tool : List.of("java", "javac")) {
            forward(jdk.resolve("bin").resolve(tool), onPath("true"));
        }
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return jdk;
    }

    private static void forward(Path script, Path tool) throws IOException {
        Files.writeString(script, "#!/bin/sh\nexec '" + tool + "' \"$@\"\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static Path onPath(String tool) {
        var path = System.getenv("PATH");
        return Stream.of(path.split(":")).map(folder -> Path.of(folder, tool)).filter(Files::isExecutable).findFirst()
                .orElseThrow(() -> new AssertionError(Stream.of(tool, "is not on", path).collect(joining(" "))));
    }

    private record Answer(int code, String text) {}
}
