package gannet.ui.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnPathTest {
    @Test
    void leadsBackToAPageWithItsState() { assertThat(ReturnPath.of("/runs/12?step=400&ema=1")).isEqualTo("/runs/12?step=400&ema=1"); }

    @Test
    void leadsBackToAnInvitation() { assertThat(ReturnPath.of("/join/abc")).isEqualTo("/join/abc"); }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example", "/\\evil.example", "https://evil.example/", "javascript:alert(1)", "runs", "", "/runs\r\nSet-Cookie: a=b", "/a b"})
    void neverLeadsToAnotherServer(String asked) { assertThat(ReturnPath.of(asked)).isEqualTo("/"); }

    @ParameterizedTest
    @ValueSource(strings = {"/sign-in", "/sign-in?to=/sign-in", "/welcome?token=abc", "/openid?code=1", "/reset/abc"})
    void neverLeadsBackToTheDoor(String asked) { assertThat(ReturnPath.of(asked)).isEqualTo("/"); }
}
