package gannet.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gannet.server.account.Accounts;
import gannet.server.storage.TestDatabase;
import gannet.server.team.Teams;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Certificates are real ones, made by the JDK's keytool.
class TlsTest {
    private static final char[] PASSWORD = "sea birds".toCharArray();

    private static final Meters METERS = new Meters();

    @TempDir Path folder;

    /// @param store with the certificate alone, as whoever trusts it has it
    private record Pair(String certificate, String key, KeyStore store) {}

    @Test void thePortSpeaksTlsAndMarksCookiesSecure() throws Exception {
        var pair = pair("own", "EC", "-startdate", "-1d");
        try (var database = TestDatabase.fresh(); var closing = new Closing(METERS.vertx())) {
            var teams = new Teams(database.storage(), Clock.systemUTC());
            var accounts = Accounts.open(database.storage(), Clock.systemUTC(), teams::settleFirst);
            var token = accounts.firstToken().orElseThrow();
            try (var front = Front.start(closing.vertx(), new Front.Address("127.0.0.1", 0, "", folder.resolve("uploads"), 1, Tls.of(pair.certificate(), pair.key())),
                    new Front.Behind(accounts, METERS, Map.of(), List.of(), Optional.empty()))) {
                var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                trust.init(pair.store());
                var tls = SSLContext.getInstance("TLS");
                tls.init(null, trust.getTrustManagers(), null);
                var answer = HttpClient.newBuilder().sslContext(tls).build().send(HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + front.port() + "/api/v1/first-administrator"))
                        .header("Content-Type", "application/json").POST(BodyPublishers.ofString("""
                                {"token": "%s", "name": "Ada", "email": "ada@example.org", "password": "sea birds dive deep"}""".formatted(token))).build(), BodyHandlers.ofString());

                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
                assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
                assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
                assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow()).contains("; Secure", "; HTTPOnly", "; SameSite=Lax");
                assertThat(answer.headers().firstValue("Strict-Transport-Security")).contains("max-age=31536000");
                var plain = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + front.port() + "/health")).build();
                assertThatThrownBy(() -> HttpClient.newHttpClient().send(plain, BodyHandlers.ofString())).isInstanceOf(IOException.class);
            }
        }
    }

    @Test void anRsaPairDoesAsWell() throws Exception {
        var pair = pair("rsa", "RSA", "-startdate", "-1d");
        assertThat(Tls.of(pair.certificate(), pair.key())).isPresent();
        assertThat(Tls.of("", "")).isEmpty();
    }

    @Test void aWrongPairIsRefused() throws Exception {
        var one = pair("one", "EC", "-startdate", "-1d");
        var other = pair("other", "EC", "-startdate", "-1d");
        assertThatThrownBy(() -> Tls.of(one.certificate(), other.key()))
                .hasMessage("The key in " + other.key() + " does not belong to the certificate in " + one.certificate() + "; name the key with which it was asked for");
        assertThatThrownBy(() -> Tls.of(one.certificate(), "")).hasMessage("TLS takes both --tls-certificate and --tls-key; --tls-key is missing");
        assertThatThrownBy(() -> Tls.of(one.key(), one.certificate())).hasMessageStartingWith(one.key() + " holds no certificate in PEM");
        assertThatThrownBy(() -> Tls.of(one.certificate(), one.certificate())).hasMessageContaining("holds no private key in PEM that is not encrypted");
        assertThatThrownBy(() -> Tls.of(one.certificate(), folder + "/absent.pem")).hasMessageContaining("mend --tls-key");
        var rsa = pair("third", "RSA", "-startdate", "-1d");
        assertThatThrownBy(() -> Tls.of(one.certificate(), rsa.key())).hasMessageContaining("not of the certificate's kind, EC");
    }

    @Test void aCertificateOfThePastIsRefused() throws Exception {
        var pair = pair("old", "EC", "-startdate", "-10d", "-validity", "5");
        assertThatThrownBy(() -> Tls.of(pair.certificate(), pair.key())).hasMessageContaining("is not valid today").hasMessageEndingWith("put a renewed one there");
    }

    private Pair pair(String name, String algorithm, String... more) throws Exception {
        var file = folder.resolve(name + ".p12");
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-keyalg", algorithm, "-alias", "gannet",
                "-dname", "CN=localhost", "-ext", "san=ip:127.0.0.1", "-storetype", "PKCS12", "-storepass", String.valueOf(PASSWORD), "-keystore", file.toString()));
        command.addAll(List.of(more));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        var store = KeyStore.getInstance(file.toFile(), PASSWORD);
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("gannet", store.getCertificate("gannet"));
        return new Pair(pem(name + ".pem", "CERTIFICATE", store.getCertificate("gannet").getEncoded()),
                pem(name + ".key", "PRIVATE KEY", store.getKey("gannet", PASSWORD).getEncoded()), trusted);
    }

    private String pem(String name, String what, byte[] bytes) {
        try {
            return Files.writeString(folder.resolve(name), "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, Base64.getMimeEncoder().encodeToString(bytes), what)).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Closing(Vertx vertx) implements AutoCloseable {
        @Override public void close() { vertx.close().toCompletionStage().toCompletableFuture().join(); }
    }
}
