package gannet.server.http;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The certificate and the key by which browsers know this server, read and compared once: a pair that does not fit would
/// only be noticed by the first visitor.
public final class Tls {
    private static final Pattern KEY = Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private final byte[] certificate;
    private final byte[] key;

    private Tls(byte[] certificate, byte[] key) {
        this.certificate = certificate;
        this.key = key;
    }

    /// @param certificate a PEM file; empty for no TLS    @param key a PEM file
    public static Optional<Tls> of(String certificate, String key) {
        if (certificate.isEmpty() && key.isEmpty()) {
            return Optional.empty();
        }
        if (certificate.isEmpty() || key.isEmpty()) {
            throw ProblemException.user("", "TLS takes both --tls-certificate and --tls-key; " + (key.isEmpty() ? "--tls-key" : "--tls-certificate") + " is missing");
        }
        var chain = read("--tls-certificate", certificate);
        var secret = read("--tls-key", key);
        var first = first(certificate, chain);
        if (!belong(first.getPublicKey(), privateKey(key, secret, first.getPublicKey().getAlgorithm()))) {
            throw ProblemException.user("", "The key in " + key + " does not belong to the certificate in " + certificate + "; name the key with which it was asked for");
        }
        return Optional.of(new Tls(chain, secret));
    }

    void use(HttpServerOptions options) {
        options.setSsl(true).setUseAlpn(false).setEnabledSecureTransportProtocols(Set.of("TLSv1.3", "TLSv1.2"))
                .setKeyCertOptions(new PemKeyCertOptions().addCertValue(Buffer.buffer(certificate)).addKeyValue(Buffer.buffer(key)));
    }

    private static byte[] read(String flag, String file) {
        try {
            return Files.readAllBytes(Path.of(file));
        } catch (IOException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "The file " + file + " cannot be read (" + e + "); mend " + flag + ", or let the server's account read it", e);
        }
    }

    private static X509Certificate first(String file, byte[] chain) {
        try {
            var certificate = (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(chain));
            certificate.checkValidity();
            return certificate;
        } catch (CertificateExpiredException | CertificateNotYetValidException e) {
            throw new ProblemException(Problem.Kind.USER, "The certificate in " + file + " is not valid today: " + e.getMessage() + "; put a renewed one there", e);
        } catch (GeneralSecurityException e) {
            throw new ProblemException(Problem.Kind.USER, file + " holds no certificate in PEM (-----BEGIN CERTIFICATE-----); mend --tls-certificate", e);
        }
    }

    private static PrivateKey privateKey(String file, byte[] secret, String algorithm) {
        var found = KEY.matcher(new String(secret, StandardCharsets.ISO_8859_1));
        if (!found.find()) {
            throw ProblemException.user("", file + " holds no private key in PEM that is not encrypted (-----BEGIN PRIVATE KEY-----); `openssl pkcs8 -topk8 -nocrypt` makes one of others");
        }
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(found.group(1))));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new ProblemException(Problem.Kind.USER, "The key in " + file + " is damaged, or not of the certificate's kind, " + algorithm + "; mend --tls-key", e);
        }
    }

    /// What the one signs, the other confirms.
    private static boolean belong(PublicKey open, PrivateKey secret) {
        var words = new byte[32];
        new SecureRandom().nextBytes(words);
        var algorithm = switch (open.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> open.getAlgorithm();
        };
        try {
            var signature = Signature.getInstance(algorithm);
            signature.initSign(secret);
            signature.update(words);
            var signed = signature.sign();
            signature.initVerify(open);
            signature.update(words);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false; // another size or curve
        }
    }
}
