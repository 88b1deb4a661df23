package gannet.server.plugin;

import gannet.host.Plugin;
import gannet.host.PluginHost;
import gannet.host.Variant;
import gannet.host.VariantDescription;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.plugin.Catalogue.Offer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The approved plugins whose code this server has loaded: each when it is first needed, and anew when the framework's copy of it
/// was damaged or deleted.
final class LoadedPlugins implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LoadedPlugins.class);

    private final CompletableFuture<PluginHost> host;
    private final Shelf shelf;
    private final Map<String, Plugin> plugins = new HashMap<>();

    LoadedPlugins(CompletableFuture<PluginHost> host, Shelf shelf) {
        this.host = host;
        this.shelf = shelf;
    }

    Variant<?, ?> variant(Offer offer) {
        if (offer.state() != PluginState.INSTALLED) {
            throw new ProblemException(Problem.Kind.CONFLICT, "variant", offer.plugin() + " " + offer.version() + " is not installed, so none of it is loaded.");
        }
        var variant = plugin(offer).variant(offer.description().id()).orElseThrow(() -> changed(offer));
        if (!isAsSaid(variant.description(), offer.description())) {
            throw changed(offer);
        }
        return variant;
    }

    private synchronized Plugin plugin(Offer offer) {
        var known = plugins.get(offer.sha256());
        if (known != null && host().isSound(known)) {
            return known;
        }
        if (known != null) {
            log.warn("What the framework keeps of {} was damaged or deleted; it is loaded anew.", known);
            host().uninstall(known);
        }
        if (!shelf.has(offer.sha256())) {
            throw new ProblemException(Problem.Kind.PLUGIN, "variant", "The file of the plugin " + offer.plugin() + " " + offer.version()
                    + " is missing or damaged in the data directory (" + shelf.place(offer.sha256()) + "). Put the same file back, or install it again.");
        }
        return open(shelf.place(offer.sha256()), offer.sha256());
    }

    /// Only for a file that was approved, or that comes with Gannet.
    synchronized Plugin open(Path file, String sha256) {
        var plugin = host().install(file);
        plugins.put(sha256, plugin);
        return plugin;
    }

    /// Lets go of all others; their classes go when the last who uses them at this moment is done.
    synchronized void keepOnly(Predicate<String> wanted) {
        for (var sha256 : List.copyOf(plugins.keySet())) {
            var plugin = plugins.get(sha256);
            if (plugin != null && !wanted.test(sha256)) {
                plugins.remove(sha256);
                host().uninstall(plugin);
            }
        }
    }

    /// A card is what people approved: code that says something else of itself now has lied then.
    private static boolean isAsSaid(VariantDescription now, VariantDescription then) {
        var settings = now.settings().parameters();
        var said = then.settings().parameters();
        if (settings.size() != said.size()) {
            return false;
        }
        for (int i = 0; i < settings.size(); i++) {
            var one = settings.get(i);
            var other = said.get(i);
            if (!one.name().equals(other.name()) || one.type() != other.type() || !one.value().equals(other.value()) || one.min() != other.min()
                    || one.max() != other.max() || !one.choices().equals(other.choices())) {
                return false;
            }
        }
        return now.id().equals(then.id()) && now.task() == then.task();
    }

    private static ProblemException changed(Offer offer) {
        return new ProblemException(Problem.Kind.PLUGIN, "variant", "The plugin " + offer.plugin() + " " + offer.version() + " describes "
                + offer.description().id() + " otherwise now than when it was verified, so it is not used. Ask an administrator to remove it.");
    }

    private PluginHost host() {
        try {
            return host.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof ProblemException problem) {
                throw problem;
            }
            throw e;
        }
    }

    @Override public synchronized void close() {
        plugins.clear();
        host().close();
    }
}
