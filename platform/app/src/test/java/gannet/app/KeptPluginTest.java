package gannet.app;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.testkit.contract.VariantContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// A bundle that was compiled against version 0.1.0 of the plugin interface and not since. If it fails, plugins of other people do.
class KeptPluginTest {
    private static final String JAR = "kept/kept-gan-0.1.0.jar";

    @TempDir static Path folder;

    @TestFactory Stream<DynamicNode> aPluginCompiledOnceKeepsTheContract() throws IOException {
        return VariantContract.of(folder, jar(), _ -> Map.of("imageSize", "16", "width", "4"));
    }

    @Test void itIsSmallEnoughToBeKept() throws IOException { assertThat(Files.size(jar())).isLessThanOrEqualTo(20_000); }

    private static Path jar() throws IOException {
        var jar = folder.resolve("kept-gan.jar");
        if (Files.notExists(jar)) {
            try (var in = Objects.requireNonNull(KeptPluginTest.class.getResourceAsStream(JAR))) {
                Files.copy(in, jar);
            }
        }
        return jar;
    }
}
