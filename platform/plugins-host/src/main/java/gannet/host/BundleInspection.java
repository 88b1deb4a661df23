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
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Version;

/// What a plugin's file says of itself, read as a zip without loading any of it: a framework that only resolves a bundle
/// may already run its code.
///
/// @param name for people, the id if it has none    @param variants the classes that implement `GanVariant`, from the header `Gannet-Variants`
/// @param licence as its header says, or the entry that holds it; empty if it names none    @param libraries jars inside it
/// @param signers those who signed every entry of it    @param entries of it and of the jars inside    @param bytes of them all, unpacked
public record BundleInspection(
        String id, String version, String sha256, List<String> variants, String name, String licence, List<String> libraries,
        List<Signer> signers, int entries, long bytes) {
    /// What the build of a plugin writes: the classes that implement `gannet.spi.GanVariant`, found by bnd.
    static final String VARIANTS = "Gannet-Variants";

    private static final int MOST_PROBLEMS = 50;
    private static final int MOST_VARIANTS = 50;
    private static final List<String> FORBIDDEN_HEADERS = List.of(
            "Fragment-Host", "ExtensionBundle-Activator", "Bundle-NativeCode", "DynamicImport-Package", "Require-Bundle", "Launcher-Agent-Class");

    public BundleInspection {
        variants = List.copyOf(variants);
        libraries = List.copyOf(libraries);
        signers = List.copyOf(signers);
    }

    /// @throws ProblemException with everything that forbids to load it
    public static BundleInspection of(Path file) { return inspect(file, file.getFileName().toString(), false); }

    /// The same for a file from elsewhere, which must name its licence as well and ask for nothing that is not here.
    ///
    /// @param name of the file, as people know it
    public static BundleInspection ofUpload(Path file, String name) { return inspect(file, BundleEntries.shown(name), true); }

    private static BundleInspection inspect(Path file, String shown, boolean strictly) {
        if (!Files.isRegularFile(file)) {
            throw new ProblemException(Problem.Kind.PLUGIN, file.toString(), "There is no plugin file " + file + "; install the plugin again.");
        }
        var problems = new ArrayList<String>();
        try {
            var entries = new BundleEntries(problems);
            entries.walk(file);
            if (problems.isEmpty()) {
                var signers = BundleSignature.read(file, problems);
                var headers = headers(file);
                inspectHeaders(headers, problems);
                var licence = licence(headers, entries);
                if (strictly) {
                    inspectStrictly(headers, licence, problems);
                }
                if (problems.isEmpty()) {
                    var name = header(headers, "Bundle-Name");
                    return new BundleInspection(symbolicName(headers), header(headers, "Bundle-Version"), sha256(file), variants(headers),
                            BundleEntries.shown(name.isEmpty() ? symbolicName(headers) : name), licence, entries.libraries(), signers, entries.count(), entries.bytes());
                }
            } else {
                headersToo(file, strictly, entries, problems);
            }
        } catch (SecurityException e) {
            problems.add("its signature does not match its content (" + e.getMessage() + ")");
        } catch (IOException | IllegalArgumentException e) {
            problems.add("it is damaged or no jar (" + BundleEntries.shown(String.valueOf(e.getMessage())) + ")");
        }
        throw new ProblemException(problems.stream().distinct().limit(MOST_PROBLEMS)
                .map(problem -> new Problem(Problem.Kind.PLUGIN, shown, "The plugin file " + shown + " is refused: " + problem + "."))
                .toList());
    }

    /// What else is wrong, so that it is said at once; a manifest that is beyond its bounds is not read.
    private static void headersToo(Path file, boolean strictly, BundleEntries entries, List<String> problems) throws IOException {
        if (problems.stream().noneMatch(problem -> problem.contains(JarFile.MANIFEST_NAME) || problem.contains("inflates beyond"))) {
            var headers = headers(file);
            inspectHeaders(headers, problems);
            if (strictly) {
                inspectStrictly(headers, licence(headers, entries), problems);
            }
        }
    }

    private static Attributes headers(Path file) throws IOException {
        try (var jar = new JarFile(file.toFile(), false)) {
            var manifest = jar.getManifest();
            return manifest == null ? new Attributes() : manifest.getMainAttributes();
        }
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
        var id = symbolicName(headers);
        var version = header(headers, "Bundle-Version");
        if (id.isEmpty() || version.isEmpty()) {
            problems.add("its manifest has no Bundle-SymbolicName or no Bundle-Version; build it with bnd-maven-plugin");
        }
        if (!id.isEmpty() && !id.matches("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*") || id.length() > 200) {
            problems.add("its Bundle-SymbolicName \"" + BundleEntries.shown(id) + "\" is none: it has letters, digits, \"-\" and \"_\", with dots between words, 200 at most");
        }
        if (!version.isEmpty() && !isVersion(version)) {
            problems.add("its Bundle-Version \"" + BundleEntries.shown(version) + "\" is none; versions look like 1.2.3 or 1.2.3.beta");
        }
        if (header(headers, "Bundle-SymbolicName").replace(" ", "").contains("singleton:=true")) {
            problems.add("a plugin may not be a singleton, because several versions of it live side by side");
        }
        for (var forbidden : FORBIDDEN_HEADERS) {
            if (headers.getValue(forbidden) != null) {
                problems.add("a plugin may not have the manifest header " + forbidden);
            }
        }
        inspectVariants(variants(headers), problems);
    }

    private static void inspectVariants(List<String> variants, List<String> problems) {
        if (variants.isEmpty()) {
            problems.add("its manifest names no variant in " + VARIANTS + "; bnd writes them there from the classes that implement gannet.spi.GanVariant");
        }
        if (variants.size() > MOST_VARIANTS) {
            problems.add("its manifest names " + variants.size() + " variants; a plugin brings at most " + MOST_VARIANTS);
        }
        if (variants.stream().distinct().count() < variants.size()) {
            problems.add("its manifest names a variant twice in " + VARIANTS);
        }
        variants.stream().filter(name -> !name.matches("[\\w$]+(\\.[\\w$]+)*")).findFirst()
                .ifPresent(name -> problems.add("its manifest names the variant \"" + BundleEntries.shown(name) + "\", which is no name of a class"));
    }

    private static void inspectStrictly(Attributes headers, String licence, List<String> problems) {
        if (licence.isEmpty()) {
            problems.add("it names no licence; say one in the pom's <licenses>, which bnd writes to Bundle-License, or put a file META-INF/LICENSE into it");
        }
        BundleImports.check(header(headers, "Import-Package"), problems);
    }

    private static String licence(Attributes headers, BundleEntries entries) {
        var said = header(headers, "Bundle-License");
        return said.isEmpty() ? Optional.of(entries.licences()).filter(found -> !found.isEmpty()).map(List::getFirst).orElse("") : BundleEntries.shown(said);
    }

    private static boolean isVersion(String text) {
        try {
            return text.length() <= 100 && !Version.parseVersion(text).equals(Version.emptyVersion) || text.matches("0(\\.0)*");
        } catch (IllegalArgumentException e) {
            return false;
        }
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
