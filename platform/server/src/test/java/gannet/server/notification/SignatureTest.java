package gannet.server.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SignatureTest {
    /// RFC 4231, test case 2.
    @Test void isTheOneOfTheStandard() {
        assertThat(HexFormat.of().formatHex(Signature.hmac(bytes("Jefe"), bytes("what do ya want for nothing?"))))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    /// As `printf '1795867200.{"version":1}' | openssl dgst -sha256 -hmac deep` says.
    @Test void coversTheTimeAndTheBody() {
        assertThat(Signature.of("deep", 1795867200, bytes("{\"version\":1}"))).isEqualTo("sha256=453f29fb9b793048d3d54d29cd1d6d30461548032c9689e8bfe95555345b86f5");
    }

    @Test void secretsDiffer() { assertThat(Signature.newSecret()).hasSize(43).isNotEqualTo(Signature.newSecret()); }

    private static byte[] bytes(String text) { return text.getBytes(StandardCharsets.UTF_8); }
}
