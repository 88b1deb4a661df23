package gannet.app;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertPath;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import jdk.security.jarsigner.JarSigner;
import org.jspecify.annotations.Nullable;

/// Files that no server may take, each with words of the sentence by which it is refused. None of them needs to be loaded for that.
final class BadFiles {
    private static final String SECRET = "changeit";
    private final SequencedMap<String, Case> cases = new LinkedHashMap<>();
    private final Path folder;

    record Case(byte[] file, String words) {}

    private BadFiles(Path folder) { this.folder = folder; }

    static SequencedMap<String, Case> all(Path folder) throws Exception {
        var bad = new BadFiles(folder);
        bad.damaged();
        bad.names();
        bad.headers();
        bad.contents();
        bad.signatures();
        return bad.cases;
    }

    private void bad(String name, byte[] file, String words) { cases.put(name, new Case(file, words)); }

    private void bad(String name, Forge forge, String words) { bad(name, forge.bytes(), words); }

    private void damaged() {
        var good = Forge.good("bad").entry("words.txt", "some words that are stored here and there").bytes();
        bad("no zip", "this is no jar".getBytes(StandardCharsets.UTF_8), "damaged or no jar");
        bad("empty", new byte[0], "damaged or no jar");
        bad("truncated", Arrays.copyOf(good, good.length / 2), "damaged or no jar");
        var flipped = good.clone();
        int at = new String(good, StandardCharsets.ISO_8859_1).indexOf("words.txt") + "words.txt".length() + 12;
        flipped[at] ^= 0x10;
        bad("flipped bytes", flipped, "damaged");
        bad("bomb", Forge.good("bad").entry("zeros", new byte[8 << 20]), "inflates beyond what a plugin may hold");
        bad("bomb in a library", Forge.good("bad").entry("lib/bomb.jar", Forge.library(Map.of("zeros", new byte[70 << 20]))), "inflates beyond what a plugin may hold");
        bad("bomb of a manifest", Forge.good("bad").header("Comment", " ".repeat(6 << 20)), "inflates beyond what a plugin may hold");
        var many = Forge.good("bad");
        for (int i = 0; i < 20_001; i++) {
            many.entry("e/" + i, new byte[0]);
        }
        bad("too many entries", many, "more than 20000 entries");
    }

    private void names() {
        bad("a path upwards", Forge.good("bad").entry("../evil.class", "x"), "its entry ../evil.class points out of it");
        bad("an absolute path", Forge.good("bad").entry("/etc/passwd", "x"), "its entry /etc/passwd points out of it");
        bad("a path with backslashes", Forge.good("bad").entry("a\\b", "x"), "its entry a\\\\b points out of it");
        bad("a path on a drive", Forge.good("bad").entry("C:/x", "x"), "its entry C:/x points out of it");
        bad("a name that clears screens", Forge.good("bad").entry("a\u001b[2Jb", "x"), "a name that no file should have");
        var twice = new String(Forge.good("bad").entry("one.txt", "x").entry("two.txt", "y").bytes(), StandardCharsets.ISO_8859_1).replace("two.txt", "one.txt");
        bad("an entry twice", twice.getBytes(StandardCharsets.ISO_8859_1), "it has two entries called one.txt");
    }

    private void headers() throws IOException {
        bad("no manifest", without(Forge.good("bad").bytes(), "META-INF/MANIFEST.MF"), "no Bundle-SymbolicName or no Bundle-Version");
        bad("no symbolic name", Forge.good("bad").without("Bundle-SymbolicName"), "no Bundle-SymbolicName or no Bundle-Version");
        bad("no version", Forge.good("bad").without("Bundle-Version"), "no Bundle-SymbolicName or no Bundle-Version");
        bad("a version that is none", Forge.good("bad").header("Bundle-Version", "one"), "versions look like 1.2.3");
        bad("markup for a symbolic name", Forge.good("bad").header("Bundle-SymbolicName", "<b>org</b>"), "its Bundle-SymbolicName \\\"<b>org</b>\\\" is none");
        bad("a singleton", Forge.good("bad").header("Bundle-SymbolicName", "org.example.bad; singleton:=true"), "may not be a singleton");
        bad("no variant", Forge.good("bad").without("Gannet-Variants"), "names no variant in Gannet-Variants");
        bad("a variant twice", Forge.good("bad").header("Gannet-Variants", "org.example.specks.Specks,org.example.specks.Specks"), "names a variant twice");
        bad("a variant that is no class", Forge.good("bad").header("Gannet-Variants", "rm -rf"), "which is no name of a class");
        bad("a fragment of the framework", Forge.starting("bad", "").header("Fragment-Host", "system.bundle; extension:=framework")
                .header("ExtensionBundle-Activator", "org.example.specks.Start"), "may not have the manifest header ExtensionBundle-Activator");
        for (var header : List.of("Fragment-Host", "Bundle-NativeCode", "DynamicImport-Package", "Require-Bundle", "Launcher-Agent-Class")) {
            bad("the header " + header, Forge.good("bad").header(header, "anything"), "may not have the manifest header " + header);
        }
        bad("a package that is not here", Forge.good("bad").header("Import-Package", "gannet.spi,com.example.missing"), "needs the package com.example.missing, which this Gannet has not");
        bad("another major version of the SPI", Forge.good("bad").header("Import-Package", "gannet.spi;version=\"[9,10)\""), "needs the package gannet.spi from 9.0.0 to below 10.0.0, but this Gannet offers");
        bad("an import of a version that is none", Forge.good("bad").header("Import-Package", "gannet.spi;version=\"newest\""), "which is none");
        bad("a symbolic name of spaces", Forge.good("bad").header("Bundle-SymbolicName", "my gan"), "is none: it has letters, digits");
        bad("no licence", Forge.good("bad").without("Bundle-License"), "it names no licence");
    }

    private void contents() {
        var own = Objects.requireNonNull(Forge.compiled("Param", "package gannet.spi; public class Param {}").get("gannet/spi/Param.class"));
        bad("the platform's packages", Forge.good("bad").entry("gannet/spi/Param.class", own), "gannet.spi.* comes from Gannet");
        bad("the platform's packages for newer Javas", Forge.good("bad").entry("META-INF/versions/11/gannet/spi/Param.class", own), "gannet.spi.* comes from Gannet");
        bad("the platform's packages in a library", Forge.good("bad").entry("lib/spi.jar", Forge.library(Map.of("gannet/spi/Param.class", own))), "brings lib/spi.jar!/gannet/spi/Param.class");
        bad("Java's packages", Forge.good("bad").entry("java/lang/Evil.class", own), "java.* comes from Gannet");
    }

    private void signatures() throws Exception {
        var signed = signed(Forge.good("bad").entry("words.txt", "some words").bytes(), "CN=Bad Apples");
        bad("signed in part", with(signed, "added.txt", "nobody signed this"), "signed in part only: added.txt");
        bad("a stripped signature", without(signed, "META-INF/SIGNER.SF", "META-INF/SIGNER.RSA", "META-INF/SIGNER.EC"), "its signature was taken out");
        bad("changed after it was signed", with(without(signed, "words.txt"), "words.txt", "other words"), "its signature does not match its content");
    }

    private byte[] signed(byte[] jar, String name) throws Exception { return signed(folder, jar, name); }

    /// @param name of the signer's own certificate
    static byte[] signed(Path folder, byte[] jar, String name) throws Exception {
        var store = keys(folder, name);
        var key = (PrivateKey) store.getKey("signer", SECRET.toCharArray());
        CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(store.getCertificateChain("signer")));
        var file = Files.write(folder.resolve("to-sign.jar"), jar);
        var out = new ByteArrayOutputStream();
        try (var zip = new ZipFile(file.toFile())) {
            new JarSigner.Builder(key, path).build().sign(zip, out);
        }
        return out.toByteArray();
    }

    /// Made once for each name.
    static KeyStore keys(Path folder, String name) throws Exception {
        var file = folder.resolve(name.replaceAll("\\W", "_") + ".p12");
        if (!Files.exists(file)) {
            var process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-keystore", file.toString(), "-storetype", "PKCS12",
                    "-storepass", SECRET, "-alias", "signer", "-keyalg", "EC", "-dname", name, "-validity", "3650").redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
        }
        return KeyStore.getInstance(file.toFile(), SECRET.toCharArray());
    }

    private static byte[] without(byte[] jar, String... names) { return changed(jar, List.of(names), null, ""); }

    private static byte[] with(byte[] jar, String name, String text) { return changed(jar, List.of(), name, text); }

    private static byte[] changed(byte[] jar, List<String> without, @Nullable String added, String text) {
        var bytes = new ByteArrayOutputStream();
        try (var in = new ZipInputStream(new ByteArrayInputStream(jar)); var out = new ZipOutputStream(bytes)) {
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (!without.contains(entry.getName())) {
                    out.putNextEntry(new ZipEntry(entry.getName()));
                    in.transferTo(out);
                    out.closeEntry();
                }
            }
            if (added != null) {
                out.putNextEntry(new ZipEntry(added));
                out.write(text.getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
