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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A new author, with Maven and a JDK: an empty folder, a project, a training, mistakes, the contract. Maven works offline, with
/// a repository in which what this build made is published.
class AuthorStoryTest {
    private static final Path ROOT = Path.of(System.getProperty("gannet.root")).toAbsolutePath().normalize();
    private static final List<String> PUBLISHED = List.of("archetype", "bom", "plugin-parent", "layers", "spi", "kit", "torch", "parameters", "data", "run", "plugins-host", "worker", "testkit");
    private static final long PATIENCE = 300;

    @TempDir static Path folder;
    private static String maven = "";
    private static String said = "";

    @BeforeAll static void publishAndBegin() throws Exception {
        var repository = folder.resolve("repository");
        publish("", ROOT, repository);
        for (var module : PUBLISHED) {
            publish(module, ROOT.resolve("platform").resolve(module), repository);
        }
        var usual = System.getProperty("maven.repo.local", Path.of(System.getProperty("user.home"), ".m2", "repository").toString());
        maven = "-o -Dmaven.repo.local=" + repository + " -Dmaven.repo.local.tail=" + usual;
        assertThat(gannet(folder, "new", "my-gan")).as(said).isZero();
    }

    @Test void aNewProjectTrainsWithoutAServer() throws Exception {
        assertThat(gannet(project("trains"), "try", "--steps", "20", "--set", "width=4", "--set", "imageSize=16", "--batch", "8", "--threads", "1")).as(said).isZero();

        assertThat(said).contains("Painted shapes: 4,096 captioned pictures", "20/20", "A sample: ");
        assertThat(folder.resolve("trains/target/sample.png")).exists();
    }

    @Test void aLayerThatDoesNotFitIsNamedWithItsLine() throws Exception {
        var source = changed(project("misfit"), "flatten(), linear(1)", "linear(1), flatten()");
        int line = lineOf(source, "linear(1), flatten()");

        assertThat(gannet(folder.resolve("misfit"), "try")).as(said).isNotZero();
        assertThat(said).contains("MyGan failed while making its networks").contains("discriminator.linear1 (MyGan.java:" + line + ")");
    }

    @Test void aStepThatCannotBeTakenIsNamedWithItsLine() throws Exception {
        var source = changed(project("misstep"), "discriminator.apply(batch.x());", "discriminator.apply(batch.x().reshape(-1));");
        int line = lineOf(source, "batch.x().reshape(-1)");

        assertThat(gannet(folder.resolve("misstep"), "try", "--steps", "2", "--threads", "1")).as(said).isNotZero();
        assertThat(said).contains("MyGan failed while").contains("(MyGan.java:" + line + ")");
    }

    @Test void whatDoesNotCompileIsNamedWithItsLine() throws Exception {
        var source = changed(project("slip"), "leakyRelu(0.2),  ", "leakyRelu(0.2)))  ");
        int line = lineOf(source, "leakyRelu(0.2)))");

        assertThat(gannet(folder.resolve("slip"), "try")).as(said).isNotZero();
        assertThat(said).contains("MyGan.java:[" + line + ",").contains("does not build");
    }

    @Test void mavenAloneHoldsItToTheContractAndLeavesTheBundle() throws Exception {
        var project = project("verified");
        assertThat(run(project, List.of(ROOT.resolve("mvnw").toString(), "-B", "-ntp", "verify"))).as(said).isZero();

        assertThat(said).contains("bytes, loaded in ");
        assertThat(Files.readString(project.resolve("target/surefire-reports/TEST-org.example.mygan.ContractTest.xml"))).contains("tests=\"12\"", "failures=\"0\"", "errors=\"0\"");
        assertThat(project.resolve("target/my-gan-1.0.0-SNAPSHOT.jar")).isNotEmptyFile();
    }

    /// A copy of the new project, so that every story has its own.
    private static Path project(String name) throws IOException {
        var copy = folder.resolve(name);
        try (var files = Files.walk(folder.resolve("my-gan"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var to = copy.resolve(folder.resolve("my-gan").relativize(file));
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
        return copy;
    }

    private static Path changed(Path project, String from, String to) throws IOException {
        var source = project.resolve("src/main/java/org/example/mygan/MyGan.java");
        var text = Files.readString(source);
        assertThat(text).contains(from);
        return Files.writeString(source, text.replaceFirst(Pattern.quote(from), to));
    }

    private static int lineOf(Path source, String words) throws IOException {
        var lines = Files.readAllLines(source);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(words)) {
                return i + 1;
            }
        }
        throw new AssertionError(words + " stands nowhere in " + source);
    }

    /// As `./gannet plugin` calls it, without building Gannet anew.
    private static int gannet(Path where, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-Dgannet.home=" + Workbench.home().toAbsolutePath(), "-Dgannet.maven=" + ROOT.resolve("mvnw"),
                "-cp", Workbench.home().toAbsolutePath().resolve("worker") + File.separator + "*", "gannet.author.Main"));
        command.addAll(List.of(arguments));
        return run(where, command);
    }

    private static int run(Path where, List<String> command) throws Exception {
        var log = Files.createTempFile(folder, "said", ".txt");
        var builder = new ProcessBuilder(command).directory(where.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(Map.of("MAVEN_ARGS", maven, "JAVA_HOME", System.getProperty("java.home")));
        var process = builder.start();
        assertThat(process.waitFor(PATIENCE, TimeUnit.SECONDS)).as("done within " + PATIENCE + " s").isTrue();
        said = Files.readString(log, StandardCharsets.UTF_8);
        return process.exitValue();
    }

    /// As `install` lays it out.
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
