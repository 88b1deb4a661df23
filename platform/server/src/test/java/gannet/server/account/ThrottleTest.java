package gannet.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThrottleTest {
    final ManualClock clock = new ManualClock();
    final Throttle throttle = new Throttle(2, Duration.ofSeconds(10), 3, clock);

    @Test
    void theFirstFailuresAreFree() {
        throttle.failed("ada");
        assertThat(throttle.wait("ada")).isZero();
    }

    @Test
    void eachFurtherFailureDoublesTheWaitUpToTheLimit() {
        throttle.failed("ada");
        for (var expected : new int[] {1, 2, 4, 8, 10, 10}) {
            throttle.failed("ada");
            assertThat(throttle.wait("ada")).isEqualTo(Duration.ofSeconds(expected));
        }
    }

    @Test
    void successForgets() {
        throttle.failed("ada");
        throttle.failed("ada");
        throttle.succeeded("ada");
        assertThat(throttle.wait("ada")).isZero();
    }

    @Test
    void timeForgets() {
        for (var i = 0; i < 20; i++) {
            throttle.failed("ada");
        }
        clock.advance(Duration.ofSeconds(101));
        assertThat(throttle.wait("ada")).isZero();
        throttle.failed("ada");
        assertThat(throttle.wait("ada")).isZero();
    }

    @Test
    void remembersOnlySoMany() {
        for (var name : new String[] {"ada", "ada", "ada", "b", "c", "d"}) {
            throttle.failed(name);
        }
        assertThat(throttle.wait("ada")).isZero();
    }
}
