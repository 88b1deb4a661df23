package gannet.testkit.contract;

import gannet.host.PluginHost;
import gannet.run.Durable;
import gannet.torch.TorchEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/// What every plugin keeps, whoever wrote it, as tests of JUnit 5:
/// ```java
/// class ContractTest extends VariantContract {
///     @Override protected Map<String, String> tiny(String variant) { return Map.of("imageSize", "16", "width", "4"); }
/// }
/// ```
/// The project's classes are packed with the manifest that bnd wrote for them, and the bundle is started in a real Felix that
/// offers what servers and workers offer; nothing is tested in its place.
public abstract class VariantContract {
    /// Settings that make a variant so small that a step takes milliseconds; what is left out keeps its default.
    ///
    /// @param variant its id
    protected Map<String, String> tiny(String variant) { return Map.of(); }

    /// The bundle under test; unless overridden it is packed of `target/classes`.
    ///
    /// @param folder for files, removed after the tests
    protected Path bundle(Path folder) throws IOException { return ClassesBundle.pack(Path.of("target", "classes"), folder.resolve("plugin.jar")); }

    @TestFactory Stream<DynamicNode> keepsTheContract() throws IOException {
        var folder = Files.createTempDirectory("gannet-contract");
        return of(folder, bundle(folder), this::tiny).onClose(() -> remove(folder));
    }

    /// The same for any bundle; close the stream when its tests have run.
    ///
    /// @param folder for files    @param tiny as [#tiny(String)]
    public static Stream<DynamicNode> of(Path folder, Path bundle, Function<String, Map<String, String>> tiny) throws IOException {
        TorchEngine.start(1);                                                              // before any bundle can touch DJL
        var before = Leftovers.now();
        var host = PluginHost.start(Files.createTempDirectory(Files.createDirectories(folder), "felix"));
        try {
            var loading = Loading.of(host, bundle);
            var variants = loading.variants().stream().<DynamicNode>map(variant -> DynamicContainer.dynamicContainer(variant.id(),
                    new VariantChecks<>(variant, tiny.apply(variant.id()), folder).tests()));
            return Stream.of(Stream.of(loading.test()), variants, Stream.of(before.test())).flatMap(tests -> tests).onClose(host::close);
        } catch (RuntimeException e) {
            host.close();
            throw e;
        }
    }

    private static void remove(Path folder) {
        try {
            Durable.remove(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
