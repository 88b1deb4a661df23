package gannet.host;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.spi.GanVariant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/// Felix, with the platform's packages for its bundles. A bundle is installed only after it was inspected as a file.
public final class PluginHost implements AutoCloseable {
    private static final Pattern MISSING_PACKAGE = Pattern.compile(
            "osgi\\.wiring\\.package=([\\w.]+)\\)(?:\\(version>=([\\w.]+)\\))?(?:\\(!\\(version>=([\\w.]+)\\)\\))?");
    private static final long PATIENCE = 10_000;

    private final Path cache;
    private Framework framework;

    private PluginHost(Path cache, Framework framework) {
        this.cache = cache;
        this.framework = framework;
    }

    /// @param cache a folder of this process's own; what is in it is lost, whatever state it is in
    public static PluginHost start(Path cache) {
        try {
            return new PluginHost(cache, begun(cache));
        } catch (ProblemException | IllegalStateException e) {
            remove(cache);
            return new PluginHost(cache, begun(cache));
        }
    }

    private static Framework begun(Path cache) {
        var framework = new FrameworkFactory().newFramework(Map.of(
                Constants.FRAMEWORK_STORAGE, cache.toAbsolutePath().toString(),
                Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, PlatformPackages.header(),
                Constants.FRAMEWORK_BUNDLE_PARENT, Constants.FRAMEWORK_BUNDLE_PARENT_BOOT,
                "org.osgi.framework.bsnversion", "multiple",
                "felix.service.urlhandlers", "false",
                "felix.bootdelegation.implicit", "false",
                "felix.log.level", "1"));
        try {
            framework.init();
            framework.start();
            return framework;
        } catch (BundleException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "The plugin framework does not start in " + cache + ": " + e.getMessage(), e);
        }
    }

    /// Inspects, installs and starts a bundle and makes its variants. A bundle that fails leaves nothing behind.
    ///
    /// @throws ProblemException with everything that is wrong with it
    public synchronized Plugin install(Path jar) {
        var inspection = BundleInspection.of(jar);
        var bundle = inFramework(jar, inspection);
        try {
            bundle.start();
            var variants = new ArrayList<Variant<?, ?>>();
            for (var name : inspection.variants()) {
                variants.add(variant(bundle, name));
            }
            return new Plugin(bundle, inspection, variants, kept(bundle));
        } catch (BundleException e) {
            remove(bundle);
            throw new ProblemException(Problem.Kind.PLUGIN, unresolved(inspection, e), e);
        } catch (RuntimeException e) {
            remove(bundle);
            throw e;
        }
    }

    /// Its classes go as soon as nobody holds one of its variants.
    public synchronized void uninstall(Plugin plugin) {
        if (plugin.bundle().getState() != Bundle.UNINSTALLED) {
            remove(plugin.bundle());
        }
    }

    /// Whether it can be used still: it is none of a framework that was begun anew, and nobody has damaged or deleted what the
    /// framework keeps of it.
    public synchronized boolean isSound(Plugin plugin) {
        return plugin.bundle().getState() == Bundle.ACTIVE && plugin.bundle().getBundleContext() != null && kept(plugin.bundle()).equals(plugin.kept());
    }

    /// Installed, in a framework begun anew if somebody deleted or damaged its cache.
    private Bundle inFramework(Path jar, BundleInspection inspection) {
        try {
            return installed(jar, inspection);
        } catch (ProblemException | IllegalStateException e) {
            stop();
            remove(cache);
            framework = begun(cache);
            return installed(jar, inspection);
        }
    }

    /// What tells the framework's own copy of a bundle from one that was meddled with: its size and time; nothing if it is gone.
    private String kept(Bundle bundle) {
        var folder = cache.resolve("bundle" + bundle.getBundleId());
        try (var files = Files.walk(folder)) {
            var jar = files.filter(file -> file.getFileName().toString().equals("bundle.jar")).findFirst();
            return jar.isEmpty() ? "" : Files.size(jar.get()) + " " + Files.getLastModifiedTime(jar.get());
        } catch (IOException | UncheckedIOException e) {
            return "";
        }
    }

    private static void remove(Path cache) {
        if (!Files.exists(cache, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var files = Files.walk(cache)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "The plugin framework's folder " + cache + " cannot be emptied: " + e.getMessage()
                    + ". Delete it by hand.", e);
        }
    }

    @Override public synchronized void close() { stop(); }

    private void stop() {
        try {
            framework.stop();
            framework.waitForStop(PATIENCE);
        } catch (BundleException e) {
            throw new ProblemException(Problem.Kind.INTERNAL, "The plugin framework does not stop: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Bundle installed(Path jar, BundleInspection inspection) {
        try (var in = Files.newInputStream(jar)) {
            return framework.getBundleContext().installBundle("sha256:" + inspection.sha256(), in);
        } catch (IOException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "The plugin file " + jar + " cannot be read: " + e, e);
        } catch (BundleException e) {
            throw new ProblemException(Problem.Kind.PLUGIN, "The plugin file " + jar.getFileName() + " cannot be installed: " + e.getMessage(), e);
        }
    }

    private static Variant<?, ?> variant(Bundle bundle, String name) {
        try {
            if (bundle.loadClass(name).getConstructor().newInstance() instanceof GanVariant<?, ?> variant) {
                return new Variant<>(variant);
            }
            throw new ProblemException(Problem.Kind.PLUGIN, name, name + " in " + bundle.getSymbolicName() + " does not implement gannet.spi.GanVariant.");
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new ProblemException(Problem.Kind.PLUGIN, "The variant " + name + " of " + bundle.getSymbolicName()
                    + " cannot be made; it needs a public class and a public constructor without parameters: " + e, e);
        }
    }

    private static void remove(Bundle bundle) {
        try {
            bundle.uninstall();
        } catch (BundleException e) {
            throw new ProblemException(Problem.Kind.INTERNAL, bundle.getSymbolicName() + " cannot be uninstalled: " + e.getMessage(), e);
        }
    }

    /// "… needs the package gannet.spi from 9.0 to below 10.0, but this Gannet offers 0.1.0".
    private static String unresolved(BundleInspection inspection, BundleException e) {
        var name = "The plugin " + inspection.id() + " " + inspection.version();
        var missing = MISSING_PACKAGE.matcher(String.valueOf(e.getMessage()));
        if (e.getType() != BundleException.RESOLVE_ERROR || !missing.find()) {
            return name + " does not start: " + (e.getCause() == null ? e.getMessage() : e.getCause());
        }
        var offered = PlatformPackages.find().get(missing.group(1));
        var range = missing.group(2) == null ? "" : " from " + missing.group(2) + (missing.group(3) == null ? "" : " to below " + missing.group(3));
        return name + " needs the package " + missing.group(1) + range + ", but this Gannet "
                + (offered == null ? "has none of that name" : "offers " + offered) + "; build it for this version of Gannet.";
    }
}
