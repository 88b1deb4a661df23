package gannet.app;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// Makes plugins, good and bad ones: compiles a source on the spot and packs it.
final class Forge {
    private static final String VARIANT = """
            package org.example.specks;
            import static gannet.layers.Layers.*;
            import gannet.kit.AdversarialLoss;
            import gannet.layers.Architecture;
            import gannet.spi.*;
            import java.util.*;
            public final class Specks implements GanVariant<Specks.Settings, Specks.Draw> {
                public record Settings(
                        @Param(value = "8", min = 4, max = 16, help = "Side of the pictures") int size,
                        @Param(value = "DEFAULT", min = 0, max = 1, help = "Adam's step size") double learningRateEXTRA) {}
                public record Draw(@Param(value = "4", min = 1, max = 16, help = "How many") int count) {}
                public Card<Settings, Draw> card() {
                    return new Card<>("ID", "TITLE", 2026, "Specks from noise", "One layer makes them, and one layer judges them.",
                            "https://example.org/specks", Task.GENERATE, Settings.class, Draw.class, List.of(new Card.Preset("plain", "As it is", Map.of())), null);
                }
                public DataSpec data(Settings s) { return new DataSpec.Unlabelled(new Media.Images(3, s.size())); }
                public Gan<Draw> assemble(Settings s, Assembly assembly) {
                    var generator = assembly.network("generator", takes(input("noise", 2, 1, 1)).then(convTranspose(3, s.size(), 1).withPadding(0), tanh()), Adam.adam(0.01));
                    var discriminator = assembly.network("discriminator", takes(image(3, s.size())).then(conv(1, s.size()).withPadding(0), flatten()), Adam.adam(0.01));
                    var loss = AdversarialLoss.NON_SATURATING;
                    return Gan.of((batch, step) -> {
                        STEP
                        var fake = generator.apply(step.normal(batch.size(), 2, 1, 1));
                        step.learn(discriminator, loss.discriminator(discriminator.apply(batch.x()), discriminator.apply(fake.stopGradient())));
                        step.learn(generator, loss.generator(() -> discriminator.apply(batch.x()), discriminator.apply(fake)));
                    }, (draw, sampler) -> new Output(new Media.Images(3, s.size()), generator.evaluate(sampler.normal(draw.count(), 2, 1, 1))));
                }
            }
            """;
    private static final String ACTIVATOR = """
            package org.example.specks;
            import java.io.*;
            import java.net.*;
            import java.nio.file.*;
            import java.util.*;
            import org.osgi.framework.*;
            public final class Start implements BundleActivator {
                static final List<Object> HELD = new ArrayList<>();
                public void start(BundleContext context) throws Exception { BODY }
                public void stop(BundleContext context) {}
            }
            """;

    private final SequencedMap<String, byte[]> entries = new LinkedHashMap<>();
    private final Attributes headers = new Attributes();

    /// @param id of plugin and variant    @param words that stand in the source in the place of others: TITLE, DEFAULT, STEP, EXTRA
    static Forge good(String id, String version, Map<String, String> words) {
        var source = VARIANT.replace("\"ID\"", "\"" + words.getOrDefault("ID", id) + "\"").replace("TITLE", words.getOrDefault("TITLE", "Specks"))
                .replace("DEFAULT", words.getOrDefault("DEFAULT", "0.01")).replace("STEP", words.getOrDefault("STEP", "")).replace("EXTRA", words.getOrDefault("EXTRA", ""));
        var forge = new Forge().header("Bundle-ManifestVersion", "2").header("Bundle-SymbolicName", "org.example." + id).header("Bundle-Version", version)
                .header("Bundle-Name", words.getOrDefault("NAME", "Specks of " + id)).header("Bundle-License", "Apache-2.0").header("Gannet-Variants", "org.example.specks.Specks")
                .header("Import-Package", "gannet.spi,gannet.kit,gannet.layers,ai.djl.ndarray,ai.djl.ndarray.types,org.osgi.framework");
        compiled("Specks", source).forEach(forge::entry);
        return forge;
    }

    static Forge good(String id) { return good(id, "1.0.0", Map.of()); }

    /// @param body what it does when the framework starts it
    static Forge starting(String id, String body) {
        var forge = good(id).header("Bundle-Activator", "org.example.specks.Start");
        compiled("Start", ACTIVATOR.replace("BODY", body)).forEach(forge::entry);
        return forge;
    }

    Forge header(String name, String value) {
        headers.putValue(name, value);
        return this;
    }

    Forge without(String header) {
        headers.remove(new Attributes.Name(header));
        return this;
    }

    Forge entry(String name, byte[] bytes) {
        entries.put(name, bytes);
        return this;
    }

    Forge entry(String name, String text) { return entry(name, text.getBytes(StandardCharsets.UTF_8)); }

    byte[] bytes() {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putAll(headers);
        var bytes = new ByteArrayOutputStream();
        try (var out = new JarOutputStream(bytes, manifest)) {
            for (var entry : entries.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// A jar of these entries without a manifest, as a library inside a bundle.
    static byte[] library(Map<String, byte[]> entries) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new JarOutputStream(bytes)) {
            for (var entry : entries.entrySet()) {
                out.putNextEntry(new JarEntry(entry.getKey()));
                out.write(entry.getValue());
                out.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// Class files by their place in a jar.
    static Map<String, byte[]> compiled(String name, String source) {
        try {
            var folder = Files.createTempDirectory("forge");
            try {
                var file = Files.writeString(folder.resolve(name + ".java"), source);
                var out = Files.createDirectory(folder.resolve("out"));
                var said = new ByteArrayOutputStream();
                int code = ToolProvider.getSystemJavaCompiler().run(null, said, said, "-proc:none", "-cp", classPath(), "-d", out.toString(), file.toString());
                if (code != 0) {
                    throw new IllegalStateException(said.toString(StandardCharsets.UTF_8));
                }
                var found = new LinkedHashMap<String, byte[]>();
                try (var files = Files.walk(out)) {
                    for (var each : files.filter(Files::isRegularFile).sorted().toList()) {
                        found.put(out.relativize(each).toString(), Files.readAllBytes(each));
                    }
                }
                return found;
            } finally {
                try (var files = Files.walk(folder)) {
                    files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The worker's jars, as a plugin's build has them.
    private static String classPath() {
        var home = Path.of(System.getProperty("gannet.home"));
        try (var jars = Stream.concat(Files.list(home.resolve("worker")), Files.list(home.resolve("server")))) {
            return String.join(File.pathSeparator, jars.map(Path::toString).filter(name -> name.endsWith(".jar")).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
