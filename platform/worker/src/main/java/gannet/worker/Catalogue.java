package gannet.worker;

import gannet.host.Plugin;
import gannet.host.PluginHost;
import gannet.host.Variant;
import gannet.parameters.Nearest;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.run.Durable;
import gannet.run.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The variants that the command line knows: of the plugins that came with this installation, and of plugin files given.
final class Catalogue implements AutoCloseable {
    private final Path cache;
    private final PluginHost host;
    private final Map<Plugin, Path> plugins = new LinkedHashMap<>();

    /// A variant and where it comes from.
    record Entry(Variant<?, ?> variant, Order.Plugin plugin) {}

    private Catalogue(Path cache, PluginHost host) {
        this.cache = cache;
        this.host = host;
    }

    /// @param files of plugins; they come before those of the installation
    /// @param warnings told of plugins of the installation that do not work; the others do not suffer
    static Catalogue open(List<Path> files, Consumer<String> warnings) {
        try {
            var cache = Files.createTempDirectory("gannet-plugins");
            var catalogue = new Catalogue(cache, PluginHost.start(cache.resolve("felix")));
            files.forEach(catalogue::add);
            var home = System.getProperty("gannet.home");
            if (home != null && Files.isDirectory(Path.of(home, "plugins"))) {
                try (var jars = Files.list(Path.of(home, "plugins"))) {
                    jars.filter(jar -> jar.toString().endsWith(".jar")).sorted().forEach(jar -> catalogue.add(jar, warnings));
                }
            }
            return catalogue;
        } catch (IOException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "Plugins cannot be unpacked in the temporary folder: " + e, e);
        }
    }

    /// @throws ProblemException that lists those there are
    Entry find(String id) {
        for (var plugin : plugins.entrySet()) {
            var variant = plugin.getKey().variant(id);
            if (variant.isPresent()) {
                var from = plugin.getKey();
                return new Entry(variant.get(), new Order.Plugin(from.id(), from.version(), from.sha256(), plugin.getValue()));
            }
        }
        var known = variants().stream().map(Variant::id).toList();
        var sentence = id.isEmpty() ? "Say which variant." : "There is no variant \"" + id + "\""
                + Nearest.to(id, known).map(near -> "; did you mean " + near + "?").orElse(".");
        throw new ProblemException(Problem.Kind.ABSENT, "variant", sentence
                + (known.isEmpty() ? " No plugin is installed; name a plugin file by --plugin." : " There are: " + String.join(", ", known) + "."));
    }

    List<? extends Variant<?, ?>> variants() { return plugins.keySet().stream().flatMap(plugin -> plugin.variants().stream()).toList(); }

    private void add(Path jar, Consumer<String> warnings) {
        try {
            add(jar);
        } catch (ProblemException e) {
            warnings.accept("The plugin " + jar.getFileName() + " is left out: " + e.getMessage());
        }
    }

    private void add(Path jar) { plugins.put(host.install(jar), jar.toAbsolutePath()); }

    @Override public void close() {
        host.close();
        try {
            Durable.remove(cache);
        } catch (IOException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "The temporary folder " + cache + " cannot be removed: " + e, e);
        }
    }
}
