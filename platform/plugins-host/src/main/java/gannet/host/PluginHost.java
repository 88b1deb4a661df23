package gannet.host;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.spi.GanVariant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

    private final Framework framework;

    private PluginHost(Framework framework) { this.framework = framework; }

    /// @param cache a folder of this process's own; what is in it is lost
    public static PluginHost start(Path cache) {
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
            return new PluginHost(framework);
        } catch (BundleException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "The plugin framework does not start in " + cache + ": " + e.getMessage(), e);
        }
    }

    /// Inspects, installs and starts a bundle and makes its variants. A bundle that fails leaves nothing behind.
    ///
    /// @throws ProblemException with everything that is wrong with it
    public Plugin install(Path jar) {
        var inspection = BundleInspection.of(jar);
        var bundle = installed(jar, inspection);
        try {
            bundle.start();
            var variants = new ArrayList<Variant<?, ?>>();
            for (var name : inspection.variants()) {
                variants.add(variant(bundle, name));
            }
            return new Plugin(bundle, inspection, variants);
        } catch (BundleException e) {
            remove(bundle);
            throw new ProblemException(Problem.Kind.PLUGIN, unresolved(inspection, e), e);
        } catch (RuntimeException e) {
            remove(bundle);
            throw e;
        }
    }

    /// Its classes go as soon as nobody holds one of its variants.
    public void uninstall(Plugin plugin) { remove(plugin.bundle()); }

    @Override public void close() {
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
