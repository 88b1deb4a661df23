package gannet.bench;

import gannet.host.PluginHost;
import gannet.host.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The plugin files of this distribution.
final class Plugins {
    private Plugins() {}

    static Path file(String variant) throws IOException {
        try (var jars = Files.list(Path.of(System.getProperty("gannet.home"), "plugins"))) {
            return jars.filter(jar -> jar.getFileName().toString().contains(variant)).findFirst().orElseThrow(() -> missing(variant));
        }
    }

    static Variant<?, ?> variant(PluginHost host, String id) throws IOException {
        try (var jars = Files.list(Path.of(System.getProperty("gannet.home"), "plugins"))) {
            return jars.sorted().flatMap(jar -> host.install(jar).variant(id).stream()).findFirst().orElseThrow(() -> missing(id));
        }
    }

    private static BenchmarkException missing(String variant) {
        return new BenchmarkException("the plugin of " + variant + " is missing in this distribution; build again.");
    }
}
