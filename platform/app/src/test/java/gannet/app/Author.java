package gannet.app;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.testkit.Workbench;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Somebody with Maven and a JDK who writes plugins. Maven works offline, with a repository in which what this build made is
/// published as `install` lays it out.
final class Author {
    static final Path ROOT = Path.of(System.getProperty("gannet.root")).toAbsolutePath().normalize();
    private static final List<String> PUBLISHED = List.of("archetype", "bom", "plugin-parent", "layers", "spi", "kit", "torch", "parameters", "data", "run", "plugins-host", "worker", "testkit");
    private static final long PATIENCE = 300;

    private final Path folder;
    private final String maven;

    /// How a command ended, and all that it said.
    record Said(int code, String text) {}

    /// @param folder gets the repository and what was said
    Author(Path folder) throws IOException {
        this.folder = folder;
        var repository = folder.resolve("repository");
        publish("", ROOT, repository);
        for (var module : PUBLISHED) {
            publish(module, ROOT.resolve("platform").resolve(module), repository);
        }
        var usual = System.getProperty("maven.repo.local", Path.of(System.getProperty("user.home"), ".m2", "repository").toString());
        maven = "-o -Dmaven.repo.local=" + repository + " -Dmaven.repo.local.tail=" + usual;
    }

    /// As `./gannet plugin` calls it, without building Gannet anew.
    Said plugin(Path where, List<String> arguments) throws Exception { return run(where, command(arguments)); }

    /// The same, which goes on until it is ended, and writes down what it says.
    Process develops(Path where, Path log, List<String> arguments) throws IOException { return started(where, command(arguments), log); }

    private static List<String> command(List<String> arguments) {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-Dgannet.home=" + Workbench.home().toAbsolutePath(), "-Dgannet.maven=" + ROOT.resolve("mvnw"),
                "-cp", Workbench.home().toAbsolutePath().resolve("worker") + File.separator + "*", "gannet.author.Main"));
        command.addAll(arguments);
        return command;
    }

    Said maven(Path where, String goal) throws Exception { return run(where, List.of(ROOT.resolve("mvnw").toString(), "-B", "-ntp", goal)); }

    private Said run(Path where, List<String> command) throws Exception {
        var log = Files.createTempFile(folder, "said", ".txt");
        var process = started(where, command, log);
        assertThat(process.waitFor(PATIENCE, TimeUnit.SECONDS)).as("done within " + PATIENCE + " s").isTrue();
        return new Said(process.exitValue(), Files.readString(log, StandardCharsets.UTF_8));
    }

    private Process started(Path where, List<String> command, Path log) throws IOException {
        var builder = new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(Map.of("MAVEN_ARGS", maven, "JAVA_HOME", System.getProperty("java.home")));
        return builder.start();
    }

    private static void publish(String module, Path from, Path repository) throws IOException {
        var pom = Files.readString(from.resolve("pom.xml"));
        var artifact = module.isEmpty() ? "gannet" : first(pom.replaceFirst("(?s)<parent>.*?</parent>", ""), "<artifactId>([^<]+)</artifactId>");
        var version = first(pom, "<version>([^<]+)</version>");
        var place = Files.createDirectories(repository.resolve("org/gannet").resolve(artifact).resolve(version));
        Files.writeString(place.resolve(artifact + "-" + version + ".pom"), pom);
        for (var below : List.of("target", "target/gannet")) {
            var jar = from.resolve(below).resolve(artifact + "-" + version + ".jar");
            if (Files.exists(jar)) {
                Files.copy(jar, place.resolve(jar.getFileName()));
            }
        }
    }

    private static String first(String text, String pattern) {
        var matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }
}
