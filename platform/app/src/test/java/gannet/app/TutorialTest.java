package gannet.app;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.layers.Architecture;
import gannet.layers.Compute;
import gannet.testkit.contract.VariantContract;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The code in docs/writing-a-plugin.md: whole classes are compiled, pieces stand in the files that are named above them, and the
/// changes that make a WGAN-GP of a new project's class do so.
class TutorialTest {
    private static final Path ROOT = Path.of(System.getProperty("gannet.root"));
    private static final Path DOC = ROOT.resolve("docs/writing-a-plugin.md");
    private static final Path CLASS = ROOT.resolve("platform/archetype/src/main/resources/archetype-resources/src/main/java/__className__.java");
    private static final Pattern JAVA = Pattern.compile("(?:From \\[[^\\]]+\\]\\(\\.\\./([^)]+)\\):\\n\\n)?```java\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern DIFF = Pattern.compile("```diff\\n(.*?)```", Pattern.DOTALL);

    @TempDir static Path folder;

    private record Piece(String file, String code) {}

    @Test void everyPieceStandsInTheFileThatIsNamed() throws IOException {
        var quoted = java().stream().filter(piece -> !piece.file().isEmpty()).toList();

        assertThat(quoted).hasSizeGreaterThan(5);
        for (var piece : quoted) {
            assertThat(Files.readString(ROOT.resolve(piece.file()))).as(piece.file()).contains(piece.code().strip());
        }
    }

    @Test void whatIsNotQuotedIsAWholeClass() throws IOException {
        assertThat(java().stream().filter(piece -> piece.file().isEmpty()).map(Piece::code)).hasSize(2).allMatch(code -> code.startsWith("package "));
    }

    /// A learnt factor for each of eight channels is eight parameters more, and runs.
    @Test void itsClassesCompileAndAreWhatTheySay() throws Exception {
        var sources = new ArrayList<Path>();
        for (var piece : java().stream().filter(each -> each.file().isEmpty()).toList()) {
            sources.add(written(folder.resolve("recipes"), piece.code()));
        }
        var classes = compiled(sources, folder.resolve("recipes-classes"));
        try (var loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, TutorialTest.class.getClassLoader())) {
            var critic = (Architecture) loader.loadClass("org.example.recipes.Scaled").getMethod("critic").invoke(null);
            assertThat(critic.plan("critic", Compute.FLOAT32).parameterCount()).isEqualTo((3 * 8 * 16 + 8) + 8 + (8 * 8 * 8 + 1));
            assertThat(loader.loadClass("org.example.recipes.Pearson").getDeclaredMethods()).hasSize(2);
        }
    }

    @TestFactory Stream<DynamicNode> aNewProjectsClassKeepsTheContract() throws IOException { return contract("my-gan", original(), Map.of("imageSize", "16", "width", "4")); }

    @TestFactory Stream<DynamicNode> theChangesMakeAWganGpThatKeepsTheContract() throws IOException {
        var changed = original();
        var changes = DIFF.matcher(Files.readString(DOC));
        int count = 0;
        for (; changes.find(); count++) {
            var gone = lines(changes.group(1), "-");
            assertThat(changed).as("what a change takes away").contains(gone);
            changed = changed.replace(gone, lines(changes.group(1), "+"));
        }
        assertThat(count).isEqualTo(4);
        return contract("wgan-gp", changed, Map.of("imageSize", "16", "width", "4", "criticSteps", "2"));
    }

    private static Stream<DynamicNode> contract(String name, String source, Map<String, String> tiny) throws IOException {
        var classes = compiled(List.of(written(folder.resolve(name), source)), folder.resolve(name + "-classes"));
        var jar = packed(classes, folder.resolve(name + ".jar"));
        return VariantContract.of(folder, jar, _ -> tiny);
    }

    /// As `./gannet plugin new my-gan` writes it.
    private static String original() throws IOException {
        return Files.readString(CLASS).replace("${package}", "org.example.mygan").replace("${className}", "MyGan").replace("${artifactId}", "my-gan");
    }

    private static String lines(String diff, String sign) {
        return diff.lines().filter(line -> line.startsWith(sign)).map(line -> line.substring(1)).collect(Collectors.joining("\n"));
    }

    private static List<Piece> java() throws IOException {
        return JAVA.matcher(Files.readString(DOC)).results().map(found -> new Piece(found.group(1) == null ? "" : found.group(1), found.group(2))).toList();
    }

    private static Path written(Path below, String code) throws IOException {
        var type = Pattern.compile("public final class (\\w+)").matcher(code);
        assertThat(type.find()).as("a class in " + code).isTrue();
        return Files.writeString(Files.createDirectories(below).resolve(type.group(1) + ".java"), code);
    }

    private static Path compiled(List<Path> sources, Path classes) {
        var arguments = Stream.concat(Stream.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path"), "-parameters", "-Xlint:all", "-Werror", "-proc:none"),
                sources.stream().map(Path::toString)).toArray(String[]::new);
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments)).as("javac's exit code").isZero();
        return classes;
    }

    /// What bnd would write, for a class that uses nothing else.
    private static Path packed(Path classes, Path jar) throws IOException {
        var manifest = new Manifest();
        var headers = manifest.getMainAttributes();
        headers.putValue("Manifest-Version", "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", "org.example.my-gan");
        headers.putValue("Bundle-Version", "1.0.0");
        headers.putValue("Bundle-License", "Apache-2.0");
        headers.putValue("Import-Package", "gannet.kit,gannet.layers,gannet.spi,ai.djl.ndarray");
        headers.putValue("Gannet-Variants", "org.example.mygan.MyGan");
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest); var files = Files.walk(classes)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
        return jar;
    }
}
