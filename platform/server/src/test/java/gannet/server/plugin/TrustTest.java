package gannet.server.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gannet.host.Signer;
import gannet.parameters.ProblemException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustTest {
    private static final String SECRET = "changeit";

    @TempDir Path folder;

    @Test void everybodyIsTrustedUnlessSomebodyIsPinned() {
        assertThat(Trust.of("").problem(List.of())).isEmpty();
    }

    @Test void onlyPinnedSignersAreTrusted() throws Exception {
        var ada = signer("ada");
        var eve = signer("eve");
        var trust = Trust.of(folder.resolve("ada.pem").toString());

        assertThat(trust.problem(List.of(ada))).isEmpty();
        assertThat(trust.problem(List.of(eve, ada))).isEmpty();
        assertThat(trust.problem(List.of(eve))).hasValueSatisfying(problem -> assertThat(problem)
                .startsWith("It is signed by CN=eve, but this server takes only plugins of which every entry is signed by: CN=ada."));
        assertThat(trust.problem(List.of())).hasValueSatisfying(problem -> assertThat(problem).startsWith("It is not signed, but"));
    }

    @Test void aFileWithoutACertificateIsRefusedAtTheStart() throws IOException {
        var file = Files.writeString(folder.resolve("none.pem"), "").toString();
        assertThatThrownBy(() -> Trust.of(file)).isInstanceOf(ProblemException.class).hasMessageContaining("plugin-signers names " + file + ", but ");
    }

    private PluginVersion.Signer signer(String name) throws Exception {
        var store = folder.resolve(name + ".p12");
        keytool("-genkeypair", "-keystore", store.toString(), "-storepass", SECRET, "-alias", name, "-keyalg", "EC", "-dname", "CN=" + name);
        keytool("-exportcert", "-rfc", "-keystore", store.toString(), "-storepass", SECRET, "-alias", name, "-file", folder.resolve(name + ".pem").toString());
        var signer = Signer.of((X509Certificate) KeyStore.getInstance(store.toFile(), SECRET.toCharArray()).getCertificate(name));
        return new PluginVersion.Signer(signer.name(), signer.sha256());
    }

    private static void keytool(String... words) throws Exception {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(words));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
