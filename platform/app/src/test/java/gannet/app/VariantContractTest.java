package gannet.app;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.host.PluginHost;
import gannet.testkit.VariantContract;
import gannet.testkit.Workbench;
import gannet.torch.TorchEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every variant of the distribution keeps the contract.
class VariantContractTest {
    /// Settings that make a variant small enough for a test; one that is not here is tried with its defaults.
    private static final Map<String, Map<String, String>> SMALL = Map.ofEntries(
            Map.entry("cyclegan", Map.of("imageSize", "32", "width", "4", "residualBlocks", "1", "poolSize", "3", "averaging", "0.9", "padding", "ZERO")),
            Map.entry("3d-gan", Map.of("side", "16", "latentSize", "8", "width", "2", "restAbove", "0.6")),
            Map.entry("dcgan", Map.of("imageSize", "16", "width", "4", "averaging", "0.9")),
            Map.entry("srgan", Map.of("cropSize", "32", "residualBlocks", "1", "width", "4", "averaging", "0.9")),
            Map.entry("stackgan", Map.ofEntries(Map.entry("imageSize", "16"), Map.entry("enlargement", "2"), Map.entry("vocabulary", "20"),
                    Map.entry("wordSize", "4"), Map.entry("embeddingSize", "8"), Map.entry("conditionSize", "4"), Map.entry("latentSize", "4"),
                    Map.entry("generatorWidth", "4"), Map.entry("discriminatorWidth", "4"), Map.entry("slopePenalty", "1"),
                    Map.entry("likeness", "10"), Map.entry("averaging", "0.9"))));

    @TempDir static Path folder;
    private static @Nullable PluginHost host;

    @AfterAll static void close() {
        if (host != null) {
            host.close();
        }
    }

    @TestFactory List<DynamicTest> everyVariantKeepsTheContract() throws IOException {
        TorchEngine.start(1);
        var started = PluginHost.start(folder.resolve("felix"));
        host = started;
        try (var jars = Files.list(Workbench.home().resolve("plugins"))) {
            var variants = jars.map(started::install).flatMap(plugin -> plugin.variants().stream()).toList();
            assertThat(variants).isNotEmpty();
            return variants.stream().map(variant -> DynamicTest.dynamicTest(variant.id(),
                    () -> new VariantContract<>(variant, SMALL.getOrDefault(variant.id(), Map.of())).check())).toList();
        }
    }
}
