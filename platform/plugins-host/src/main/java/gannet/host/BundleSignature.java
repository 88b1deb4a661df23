package gannet.host;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/// Who signed all of a bundle. Java notices what was changed, but neither what was added nor that a signature is gone, so each
/// entry is asked.
final class BundleSignature {
    private static final String SIGNATURE_FILES = "META-INF/[^/]+\\.(SF|RSA|DSA|EC)";

    private BundleSignature() {}

    /// To be called for files within bounds only: it reads the manifest whole.
    ///
    /// @throws SecurityException if what was signed was changed
    static List<Signer> read(Path file, List<String> problems) throws IOException {
        @Nullable Set<Signer> common = null;
        @Nullable String unsigned = null;
        boolean someSigned = false;
        try (var jar = new JarFile(file.toFile(), true)) {
            for (var entries = jar.entries(); entries.hasMoreElements(); ) {
                var entry = entries.nextElement();
                if (entry.isDirectory() || entry.getName().equals(JarFile.MANIFEST_NAME) || entry.getName().matches(SIGNATURE_FILES)) {
                    continue;
                }
                try (var in = jar.getInputStream(entry)) {
                    in.transferTo(OutputStream.nullOutputStream()); // only then does Java know its signers
                }
                var signers = signers(entry);
                if (signers.isEmpty()) {
                    unsigned = entry.getName();
                    continue;
                }
                someSigned = true;
                if (common == null) {
                    common = new LinkedHashSet<>(signers);
                } else {
                    common.retainAll(signers);
                }
            }
            if (someSigned && unsigned != null) {
                problems.add("it is signed in part only: " + BundleEntries.shown(unsigned) + " was added without a signature; sign the whole file again");
            } else if (someSigned && common != null && common.isEmpty()) {
                problems.add("no one signer has signed all of its entries; sign the whole file with one key");
            } else if (!someSigned && hasDigests(jar.getManifest())) {
                problems.add("it was signed once, and its signature was taken out; get the file again from whoever made it");
            }
        }
        return common == null || unsigned != null ? List.of() : List.copyOf(common);
    }

    private static Set<Signer> signers(JarEntry entry) {
        var found = new LinkedHashSet<Signer>();
        var signers = entry.getCodeSigners();
        if (signers != null) {
            Arrays.stream(signers).map(signer -> signer.getSignerCertPath().getCertificates().getFirst())
                    .forEach(certificate -> found.add(Signer.of((X509Certificate) certificate)));
        }
        return found;
    }

    private static boolean hasDigests(@Nullable Manifest manifest) {
        return manifest != null && manifest.getEntries().values().stream().flatMap(attributes -> attributes.keySet().stream())
                .anyMatch(name -> name.toString().matches("(?i)[\\w-]+-Digest"));
    }
}
