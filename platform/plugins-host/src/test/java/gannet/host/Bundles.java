package gannet.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;

import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/// Small bundles, good and bad, written on the spot.
final class Bundles {
    private final SequencedMap<String, byte[]> entries = new LinkedHashMap<>();
    private final Attributes headers = new Attributes();

    private Bundles() {}

    /// A bundle with one variant, whose class is taken from the tests' own.
    static Bundles good() {
        return new Bundles().header("Bundle-ManifestVersion", "2").header("Bundle-SymbolicName", "org.example.dots")
                .header("Bundle-Version", "1.2.3").header("Import-Package", "gannet.spi;version=\"[0.1,0.2)\"")
                .header(BundleInspection.VARIANTS, Dots.class.getName())
                .classOf(Dots.class).classOf(Dots.Settings.class).classOf(Dots.Draw.class);
    }

    static Bundles empty() { return new Bundles(); }

    Bundles header(String name, String value) {
        headers.putValue(name, value);
        return this;
    }

    Bundles without(String header) {
        headers.remove(new Attributes.Name(header));
        return this;
    }

    Bundles entry(String name, String text) { return entry(name, text.getBytes(StandardCharsets.UTF_8)); }

    Bundles entry(String name, byte[] bytes) {
        entries.put(name, bytes);
        return this;
    }

    Bundles classOf(Class<?> type) {
        var file = type.getName().replace('.', '/') + ".class";
        try (var in = Objects.requireNonNull(type.getResourceAsStream("/" + file))) {
            return entry(file, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path write(Path file) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putAll(headers);
        try (var out = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
        return file;
    }
}
