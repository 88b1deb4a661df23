package gannet.worker;

import gannet.host.BundleInspection;
import gannet.moody.Moody;
import gannet.run.Order;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/// The bundles that tests train with.
final class Plugins {

    private Plugins() {}

    static Order.Plugin dcgan(Path jar) throws IOException { return real("dcgan", jar); }

    static Order.Plugin cycleGan(Path jar) throws IOException { return real("cyclegan", jar); }

    static Order.Plugin gan3d(Path jar) throws IOException { return real("gan3d", jar); }

    static Order.Plugin srGan(Path jar) throws IOException { return real("srgan", jar); }

    /// The real bundle, with the manifest that bnd wrote for it.
    private static Order.Plugin real(String name, Path jar) throws IOException {
        var classes = Path.of("../../plugins", name, "target/classes");
        try (var in = Files.newInputStream(classes.resolve("META-INF/MANIFEST.MF"))) {
            return packed(jar, new Manifest(in), classes, "gannet/plugins/" + name);
        }
    }

    static Order.Plugin moody(Path jar) throws IOException {
        var manifest = new Manifest();
        var headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", "org.example.moody");
        headers.putValue("Bundle-Version", "1.0.0");
        headers.putValue("Import-Package", "gannet.spi,gannet.layers,ai.djl.ndarray,ai.djl.ndarray.types");
        headers.putValue("Gannet-Variants", Moody.class.getName());
        try {
            return packed(jar, manifest, Path.of(Moody.class.getProtectionDomain().getCodeSource().getLocation().toURI()), "gannet/moody");
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static Order.Plugin packed(Path jar, Manifest manifest, Path classes, String folder) throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest); var files = Files.list(classes.resolve(folder))) {
            for (var file : files.sorted().toList()) {
                out.putNextEntry(new JarEntry(folder + "/" + file.getFileName()));
                Files.copy(file, out);
                out.closeEntry();
            }
        }
        var bundle = BundleInspection.of(jar);
        return new Order.Plugin(bundle.id(), bundle.version(), bundle.sha256(), jar);
    }
}
