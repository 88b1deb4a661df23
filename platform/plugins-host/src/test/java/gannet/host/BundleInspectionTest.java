package gannet.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleInspectionTest {
    @TempDir Path folder;

    @Test void readsWhatABundleSaysOfItself() throws IOException {
        var jar = Bundles.good().write(folder.resolve("dots.jar"));
        var read = BundleInspection.of(jar);
        assertThat(read).isEqualTo(new BundleInspection("org.example.dots", "1.2.3", BundleInspection.sha256(jar), List.of("gannet.host.Dots"),
                "org.example.dots", "", List.of(), List.of(), 4, read.bytes()));
    }

    @Test void namesAMissingFile() {
        assertRefused(folder.resolve("none.jar"), "There is no plugin file " + folder.resolve("none.jar") + "; install the plugin again.");
    }

    @Test void refusesWhatIsNoJar() throws IOException {
        assertRefused(Files.writeString(folder.resolve("text.jar"), "hello"), "The plugin file text.jar is refused: it is damaged or no jar (");
    }

    @Test void refusesAPlainJar() throws IOException {
        var jar = Bundles.empty().entry("a.txt", "a").write(folder.resolve("plain.jar"));
        assertRefused(jar, "its manifest has no Bundle-SymbolicName or no Bundle-Version; build it with bnd-maven-plugin.");
        assertRefused(jar, "its manifest names no variant in Gannet-Variants");
    }

    @Test void refusesHeadersThatReachIntoTheHost() throws IOException {
        var jar = Bundles.good().header("Fragment-Host", "system.bundle").header("Bundle-NativeCode", "a.so").write(folder.resolve("dots.jar"));
        assertRefused(jar, "a plugin may not have the manifest header Fragment-Host.");
        assertRefused(jar, "a plugin may not have the manifest header Bundle-NativeCode.");
    }

    @Test void refusesASingleton() throws IOException {
        assertRefused(Bundles.good().header("Bundle-SymbolicName", "org.example.dots; singleton:=true").write(folder.resolve("dots.jar")),
                "a plugin may not be a singleton, because several versions of it live side by side.");
    }

    @Test void refusesADamagedEntry() throws IOException {
        var jar = Bundles.good().entry("noise.bin", "some text that is stored here and there").write(folder.resolve("dots.jar"));
        var bytes = Files.readAllBytes(jar);
        int at = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("noise.bin") + "noise.bin".length() + 12;
        bytes[at] ^= 0x10;
        Files.write(jar, bytes);
        assertThatThrownBy(() -> BundleInspection.of(jar)).isInstanceOf(ProblemException.class).hasMessageContaining("damaged");
    }

    @Test void refusesATruncatedFile() throws IOException {
        var jar = Bundles.good().write(folder.resolve("dots.jar"));
        Files.write(jar, java.util.Arrays.copyOf(Files.readAllBytes(jar), 900));
        assertRefused(jar, "The plugin file dots.jar is refused: it is damaged or no jar (");
    }

    @Test void refusesABomb() throws IOException {
        assertRefused(Bundles.good().entry("zeros", new byte[8 << 20]).write(folder.resolve("dots.jar")), "its entry zeros inflates beyond what a plugin may hold");
    }

    @Test void refusesNamesThatPointOutOfIt() throws IOException {
        for (var name : List.of("../evil.class", "/etc/passwd", "a\\b", "C:/x")) {
            assertRefused(Bundles.good().entry(name, "x").write(folder.resolve("dots.jar")), "its entry " + name + " points out of it.");
        }
    }

    @Test void refusesItsOwnCopyOfTheHostsPackages() throws IOException {
        assertRefused(Bundles.good().classOf(gannet.spi.Param.class).write(folder.resolve("dots.jar")),
                "it brings gannet/spi/Param.class; gannet.spi.* comes from Gannet, so give it scope provided.");
    }

    private static void assertRefused(Path jar, String message) {
        assertThatThrownBy(() -> BundleInspection.of(jar))
                .isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.kind()).isEqualTo(Problem.Kind.PLUGIN))
                .hasMessageContaining(message);
    }
}
