package gannet.server.plugin;

import gannet.host.Signer;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Whose plugins may be installed: everybody's, or those of which every entry is signed by one of some pinned certificates.
final class Trust {
    private final List<Signer> pinned;

    private Trust(List<Signer> pinned) { this.pinned = pinned; }

    /// @param file with certificates as PEM; empty for everybody
    static Trust of(String file) {
        if (file.isBlank()) {
            return new Trust(List.of());
        }
        try (var in = Files.newInputStream(Path.of(file))) {
            var signers = CertificateFactory.getInstance("X.509").generateCertificates(in).stream().map(certificate -> Signer.of((X509Certificate) certificate)).toList();
            if (signers.isEmpty()) {
                throw refused(file, "it holds no certificate");
            }
            return new Trust(signers);
        } catch (IOException | CertificateException | IllegalArgumentException e) {
            throw refused(file, "it cannot be read: " + e.getMessage());
        }
    }

    /// What is wrong with these signers; empty if they are trusted.
    Optional<String> problem(List<PluginVersion.Signer> signers) {
        if (pinned.isEmpty() || signers.stream().anyMatch(signer -> pinned.stream().anyMatch(one -> one.sha256().equals(signer.sha256())))) {
            return Optional.empty();
        }
        var wanted = pinned.stream().map(Signer::name).collect(Collectors.joining("; "));
        return Optional.of((signers.isEmpty() ? "It is not signed" : "It is signed by " + signers.stream().map(PluginVersion.Signer::name).collect(Collectors.joining("; ")))
                + ", but this server takes only plugins of which every entry is signed by: " + wanted + ". Have it signed, or change --plugin-signers.");
    }

    private static ProblemException refused(String file, String why) {
        return new ProblemException(List.of(Problem.user("plugin-signers", "plugin-signers names " + file + ", but " + why + "; it must be a PEM file with the certificates of those who may sign plugins")));
    }
}
