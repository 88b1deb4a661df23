package gannet.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.host.Plugin;
import gannet.host.PluginHost;
import gannet.host.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;

/// A bundle as Felix took it: with nothing but the platform's packages.
///
/// @param milliseconds it took to inspect, resolve and start it and to make its variants
record Loading(Plugin plugin, long bytes, long milliseconds) {
    /// @throws gannet.parameters.ProblemException with everything that is wrong with the bundle
    static Loading of(PluginHost host, Path bundle) throws IOException {
        long began = System.nanoTime();
        var plugin = host.install(bundle);
        return new Loading(plugin, Files.size(bundle), (System.nanoTime() - began) / 1_000_000);
    }

    List<Variant<?, ?>> variants() { return plugin.variants(); }

    DynamicNode test() {
        return DynamicTest.dynamicTest("resolves in Felix with nothing but what the platform offers", () -> {
            System.out.printf("%s: %,d bytes, loaded in %d ms%n", plugin, bytes, milliseconds);
            assertThat(plugin.variants()).as("the bundle's variants, named by Gannet-Variants in its manifest").isNotEmpty();
        });
    }
}
