package gannet.host;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/// Who signed a plugin.
///
/// @param name as the certificate has it    @param sha256 of the certificate, by which it is pinned
public record Signer(String name, String sha256) {
    private static final int LONGEST = 200;

    public static Signer of(X509Certificate certificate) {
        try {
            var name = certificate.getSubjectX500Principal().getName();
            return new Signer(name.length() <= LONGEST ? name : name.substring(0, LONGEST) + "…",
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded())));
        } catch (CertificateEncodingException | NoSuchAlgorithmException e) {
            throw new IllegalArgumentException("a certificate cannot be read: " + e.getMessage(), e);
        }
    }
}
