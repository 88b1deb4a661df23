package gannet.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.parameters.Settings;
import gannet.spi.Blueprint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginHostTest {
    @TempDir Path folder;
    private PluginHost host;

    @BeforeEach void start() { host = PluginHost.start(folder.resolve("cache")); }

    @AfterEach void stop() { host.close(); }

    @Test void aVariantComesOutOfItsBundleWithItsOwnClasses() throws IOException {
        var plugin = host.install(Bundles.good().write(folder.resolve("dots.jar")));
        assertThat(plugin).hasToString("org.example.dots 1.2.3");
        var dots = plugin.variant("dots").orElseThrow();
        assertThat(dots.settings(Map.of("size", "4"))).hasToString("Settings[size=4, mood=1]").isNotInstanceOf(Dots.Settings.class);
        assertThat(Settings.toMap(dots.settings(Map.of()))).isEqualTo(Map.of("size", 8L, "mood", 1L));
    }

    @Test void aCardBecomesData() throws IOException {
        var description = host.install(Bundles.good().write(folder.resolve("dots.jar"))).variants().getFirst().description();
        assertThat(description.title()).isEqualTo("Dots");
        assertThat(description.data()).isEqualTo("Pictures, nothing else");
        assertThat(description.presets()).hasSize(1);
        assertThat(description.settings().parameters()).extracting("name").containsExactly("size", "mood");
        assertThat(description.request().parameters()).extracting("name").containsExactly("count");
    }

    @Test void aVariantsOwnRulesAreAskedOnceRangesHold() throws IOException {
        var dots = host.install(Bundles.good().write(folder.resolve("dots.jar"))).variants().getFirst();
        assertThat(dots.check(Map.of("mood", 3))).containsExactly(Problem.user("mood", "mood must not be 3."));
        assertThat(dots.check(Map.of("mood", 3, "size", 100))).containsExactly(
                Problem.user("size", "size must be a whole number from 1 to 64, not 100."), Problem.user("mood", "mood must not be 3."));
    }

    @Test void whatAVariantThrowsNamesTheAuthorsLine() throws IOException {
        var dots = host.install(Bundles.good().write(folder.resolve("dots.jar"))).variants().getFirst();
        assertThatThrownBy(() -> dots.assemble(Map.of("mood", 5), new Blueprint()))
                .isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.kind()).isEqualTo(Problem.Kind.PLUGIN))
                .message().matches("Dots failed while making its networks \\(Dots.java:\\d+\\): java.lang.IllegalStateException: bad mood");
        assertThatThrownBy(() -> dots.networks(Map.of())).message()
                .matches("Dots failed while making its networks \\(Dots.java:\\d+\\): Dots have no networks\\.");
    }

    @Test void aBundleForAnotherGannetIsRefusedAndLeavesNothingBehind() throws IOException {
        var jar = Bundles.good().header("Import-Package", "gannet.spi;version=\"[9.0,10.0)\"").write(folder.resolve("dots.jar"));
        assertThatThrownBy(() -> host.install(jar)).hasMessage("The plugin org.example.dots 1.2.3 needs the package gannet.spi from 9.0.0"
                + " to below 10.0.0, but this Gannet offers 0.1.0; build it for this version of Gannet.");
        host.install(Bundles.good().write(folder.resolve("dots.jar")));
    }

    @Test void aMissingPackageIsNamed() throws IOException {
        var jar = Bundles.good().header("Import-Package", "gannet.spi,org.missing").write(folder.resolve("dots.jar"));
        assertThatThrownBy(() -> host.install(jar)).hasMessageContaining("needs the package org.missing, but this Gannet has none of that name");
    }

    @Test void aVariantThatIsNotThereIsNamed() throws IOException {
        var jar = Bundles.good().header("Gannet-Variants", "org.example.Missing").write(folder.resolve("dots.jar"));
        assertThatThrownBy(() -> host.install(jar)).hasMessageContaining("The variant org.example.Missing of org.example.dots cannot be made");
    }

    @Test void twoVersionsLiveSideBySide() throws IOException {
        var first = host.install(Bundles.good().write(folder.resolve("a.jar")));
        var second = host.install(Bundles.good().header("Bundle-Version", "1.3.0").write(folder.resolve("b.jar")));
        assertThat(first.variants().getFirst().settings(Map.of()).getClass()).isNotSameAs(second.variants().getFirst().settings(Map.of()).getClass());
        host.uninstall(first);
        assertThat(second.variants().getFirst().check(Map.of())).isEmpty();
    }

    @Test void thePlatformOffersWhatAuthorsNeed() {
        assertThat(PlatformPackages.find()).containsEntry("gannet.spi", "0.1.0").containsEntry("gannet.kit", "0.1.0").containsEntry("gannet.layers", "0.1.0")
                .containsEntry("ai.djl.ndarray", "0.35.1").containsEntry("ai.djl", "0.35.1").containsKey("org.slf4j")
                .doesNotContainKeys("gannet.host", "gannet.parameters", "ai.djl.pytorch.engine");
    }
}
