package gannet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The plugin files of this distribution.
final class Plugins {
    private Plugins() {}

    static Path file(String variant) throws IOException {
        try (var jars = Files.list(Path.of(System.getProperty("gannet.home"), "plugins"))) {
            return jars.filter(jar -> jar.getFileName().toString().contains(variant)).findFirst()
                    .orElseThrow(() -> new BenchmarkException("the plugin of " + variant + " is missing in this distribution; build again."));
        }
    }
}
