package gannet.host;

import ai.djl.engine.Engine;
import gannet.kit.Losses;
import gannet.layers.Architecture;
import gannet.spi.GanVariant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.slf4j.Logger;

/// The packages that plugins may use, with their versions: all of `layers`, `spi`, `kit`, DJL's API and SLF4J. Found in
/// their own jars, so that the list cannot fall behind; the same on the server and in a worker.
final class PlatformPackages {
    private PlatformPackages() {}

    static SortedMap<String, String> find() {
        try {
            var versions = new Properties();
            try (var in = PlatformPackages.class.getResourceAsStream("versions.properties")) {
                versions.load(Objects.requireNonNull(in));
            }
            var packages = new TreeMap<String, String>();
            Map.<Class<?>, String>of(Architecture.class, "gannet", GanVariant.class, "gannet", Losses.class, "gannet", Engine.class, "djl", Logger.class, "slf4j")
                    .forEach((probe, version) -> add(probe, versions.getProperty(version), packages));
            return packages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As Felix takes it: `gannet.spi;version="0.1.0",…`
    static String header() {
        return find().entrySet().stream().map(p -> p.getKey() + ";version=\"" + p.getValue() + "\"").collect(Collectors.joining(","));
    }

    private static void add(Class<?> probe, String version, Map<String, String> packages) {
        try {
            var place = Path.of(probe.getProtectionDomain().getCodeSource().getLocation().toURI());
            if (Files.isDirectory(place)) {
                try (var files = Files.walk(place)) {
                    files.map(file -> place.relativize(file).toString().replace('\\', '/')).forEach(file -> addClass(file, version, packages));
                }
                return;
            }
            try (var jar = new JarFile(place.toFile())) {
                jar.stream().map(JarEntry::getName).forEach(file -> addClass(file, version, packages));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void addClass(String file, String version, Map<String, String> packages) {
        int end = file.lastIndexOf('/');
        if (file.endsWith(".class") && end > 0 && !file.startsWith("META-INF/") && !file.endsWith("/package-info.class")) {
            packages.put(file.substring(0, end).replace('/', '.'), version);
        }
    }
}
