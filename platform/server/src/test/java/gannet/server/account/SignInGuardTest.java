package gannet.server.account;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gannet.parameters.ProblemException;
import org.junit.jupiter.api.Test;

class SignInGuardTest {
    final SignInGuard guard = new SignInGuard(new ManualClock());

    @Test
    void attemptsThatAreStillBeingLookedAtCount() {
        for (var i = 0; i < 4; i++) {
            guard.admit("ada@example.org", "10.0.0.1", false);
        }
        assertThatThrownBy(() -> guard.admit("ada@example.org", "10.0.0.1", false)).isInstanceOf(ProblemException.class).hasMessageContaining("Too many attempts");
    }

    @Test
    void thoseWhoSignInOftenAreNotKeptOut() {
        for (var i = 0; i < 100; i++) {
            guard.admit("ada@example.org", "10.0.0.1", false);
            guard.succeeded("ada@example.org", "10.0.0.1");
        }
        assertThatCode(() -> guard.admit("ada@example.org", "10.0.0.1", false)).doesNotThrowAnyException();
    }
}
