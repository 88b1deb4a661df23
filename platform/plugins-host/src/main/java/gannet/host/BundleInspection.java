package gannet.host;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// What a plugin's file says of itself, read as a zip without loading any of it: a framework that only resolves a bundle
/// may already run its code.
///
/// @param variants the classes that implement `GanVariant`, from the header `Gannet-Variants`
public record BundleInspection(String id, String version, String sha256, List<String> variants) {
    /// What the build of a plugin writes: the classes that implement `gannet.spi.GanVariant`, found by bnd.
    static final String VARIANTS = "Gannet-Variants";

    private static final long MOST_BYTES = 256L << 20;
    private static final long MOST_BYTES_IN_AN_ENTRY = 64L << 20;
    private static final int MOST_ENTRIES = 20_000;
    private static final int MOST_INFLATION = 200;
    private static final List<String> FORBIDDEN_HEADERS = List.of(
            "Fragment-Host", "ExtensionBundle-Activator", "Bundle-NativeCode", "DynamicImport-Package", "Require-Bundle", "Launcher-Agent-Class");
    private static final List<String> PACKAGES_OF_THE_HOST = List.of("gannet/spi/", "gannet/kit/", "gannet/layers/", "ai/djl/", "org/slf4j/", "java/");

    public BundleInspection {
        variants = List.copyOf(variants);
    }

    /// @throws ProblemException with everything that forbids to load it
    public static BundleInspection of(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ProblemException(Problem.Kind.PLUGIN, file.toString(), "There is no plugin file " + file + "; install the plugin again.");
        }
        var problems = new ArrayList<String>();
        try (var jar = new JarFile(file.toFile(), true)) {
            inspectEntries(jar, problems);
            var manifest = jar.getManifest();
            var headers = manifest == null ? new Attributes() : manifest.getMainAttributes();
            inspectHeaders(headers, problems);
            if (problems.isEmpty()) {
                return new BundleInspection(symbolicName(headers), header(headers, "Bundle-Version"), sha256(file), variants(headers));
            }
        } catch (SecurityException e) {
            problems.add("its signature does not match its content (" + e.getMessage() + ")");
        } catch (IOException | IllegalArgumentException e) {
            problems.add("it is damaged or no jar (" + e.getMessage() + ")");
        }
        throw new ProblemException(problems.stream()
                .map(problem -> new Problem(Problem.Kind.PLUGIN, file.toString(), "The plugin file " + file.getFileName() + " is refused: " + problem + "."))
                .toList());
    }

    public static String sha256(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var digest = MessageDigest.getInstance("SHA-256");
            var buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void inspectHeaders(Attributes headers, List<String> problems) {
        if (symbolicName(headers).isEmpty() || header(headers, "Bundle-Version").isEmpty()) {
            problems.add("its manifest has no Bundle-SymbolicName or no Bundle-Version; build it with bnd-maven-plugin");
        }
        if (header(headers, "Bundle-SymbolicName").replace(" ", "").contains("singleton:=true")) {
            problems.add("a plugin may not be a singleton, because several versions of it live side by side");
        }
        for (var forbidden : FORBIDDEN_HEADERS) {
            if (headers.getValue(forbidden) != null) {
                problems.add("a plugin may not have the manifest header " + forbidden);
            }
        }
        if (variants(headers).isEmpty()) {
            problems.add("its manifest names no variant in " + VARIANTS + "; bnd writes them there from the classes that implement gannet.spi.GanVariant");
        }
    }

    private static void inspectEntries(JarFile jar, List<String> problems) throws IOException {
        var names = new HashSet<String>();
        long total = 0;
        for (var entries = jar.entries(); entries.hasMoreElements(); ) {
            var entry = entries.nextElement();
            var name = entry.getName();
            if (names.size() >= MOST_ENTRIES) {
                problems.add("it has more than " + MOST_ENTRIES + " entries");
                return;
            }
            if (!names.add(name)) {
                problems.add("it has two entries called " + name);
            }
            if (name.startsWith("/") || name.contains("\\") || name.matches("[A-Za-z]:.*") || Arrays.asList(name.split("/")).contains("..")) {
                problems.add("its entry " + name + " points out of it");
            }
            PACKAGES_OF_THE_HOST.stream().filter(name::startsWith).filter(_ -> name.endsWith(".class")).findFirst()
                    .ifPresent(folder -> problems.add("it brings " + name + "; " + folder.replace('/', '.') + "* comes from Gannet, so give it scope provided"));
            var left = Math.min(MOST_BYTES_IN_AN_ENTRY, MOST_BYTES - total);
            long bytes = inflate(jar, entry, left, problems);
            if (bytes < 0) {
                return;
            }
            total += bytes;
        }
    }

    /// @return its size, or -1 if it must not be read on
    private static long inflate(JarFile jar, JarEntry entry, long left, List<String> problems) throws IOException {
        var crc = new CRC32();
        var buffer = new byte[1 << 16];
        long bytes = 0;
        try (var in = jar.getInputStream(entry)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes += read;
                crc.update(buffer, 0, read);
                boolean bomb = bytes > 1 << 20 && entry.getCompressedSize() > 0 && bytes / entry.getCompressedSize() > MOST_INFLATION;
                if (bytes > left || bomb) {
                    problems.add("its entry " + entry.getName() + " inflates beyond what a plugin may hold ("
                            + (MOST_BYTES_IN_AN_ENTRY >> 20) + " MB an entry, " + (MOST_BYTES >> 20) + " MB in all, " + MOST_INFLATION + " times its packed size)");
                    return -1;
                }
            }
        }
        if (entry.getCrc() != -1 && crc.getValue() != entry.getCrc()) {
            problems.add("its entry " + entry.getName() + " is damaged");
        }
        return bytes;
    }

    private static String symbolicName(Attributes headers) { return header(headers, "Bundle-SymbolicName").split(";")[0].strip(); }

    private static List<String> variants(Attributes headers) {
        return Arrays.stream(header(headers, VARIANTS).split(",")).map(String::strip).filter(name -> !name.isEmpty()).toList();
    }

    private static String header(Attributes headers, String name) {
        @Nullable String value = headers.getValue(name);
        return value == null ? "" : value.strip();
    }
}
