package gannet.app;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.testkit.Workbench;
import gannet.testkit.contract.VariantContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Every variant of the distribution keeps the contract.
class VariantContractTest {
    /// Settings that make a variant small enough for a test; one that is not here is tried with its defaults.
    private static final Map<String, Map<String, String>> SMALL = Map.ofEntries(
            Map.entry("cgan", Map.of("imageSize", "8", "latentSize", "4", "width", "0.1")),
            Map.entry("pix2pix", Map.of("imageSize", "32", "width", "4")),
            Map.entry("points", Map.of("detail", "16", "points", "8", "width", "4")),
            Map.entry("wgan-gp", Map.of("imageSize", "16", "width", "4", "criticSteps", "1")),
            Map.entry("cyclegan", Map.of("imageSize", "32", "width", "4", "residualBlocks", "1", "poolSize", "3", "averaging", "0.9", "padding", "ZERO",
                    "norm", "LAYER", "doubling", "RESIZED", "wayBackNoise", "0.05", "slopePenalty", "1")),
            Map.entry("3d-gan", Map.of("side", "16", "latentSize", "8", "width", "2", "restAbove", "0.6")),
            Map.entry("dcgan", Map.of("imageSize", "16", "width", "4", "averaging", "0.9")),
            Map.entry("srgan", Map.of("cropSize", "32", "residualBlocks", "1", "width", "4", "averaging", "0.9")),
            Map.entry("stackgan", Map.ofEntries(Map.entry("imageSize", "16"), Map.entry("enlargement", "2"), Map.entry("vocabulary", "20"),
                    Map.entry("wordSize", "4"), Map.entry("embeddingSize", "8"), Map.entry("conditionSize", "4"), Map.entry("latentSize", "4"),
                    Map.entry("generatorWidth", "4"), Map.entry("discriminatorWidth", "4"), Map.entry("slopePenalty", "1"),
                    Map.entry("likeness", "10"), Map.entry("mated", "true"), Map.entry("matchingWeight", "0.5"), Map.entry("averaging", "0.9"))));

    @TempDir static Path folder;

    @TestFactory Stream<DynamicNode> everyVariantKeepsTheContract() throws IOException {
        try (var jars = Files.list(Workbench.home().resolve("plugins"))) {
            var plugins = jars.sorted().toList();
            assertThat(plugins).isNotEmpty();
            return plugins.stream().map(jar -> DynamicContainer.dynamicContainer(String.valueOf(jar.getFileName()), contract(jar)));
        }
    }

    private static Stream<DynamicNode> contract(Path jar) {
        try {
            return VariantContract.of(folder, jar, variant -> SMALL.getOrDefault(variant, Map.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
