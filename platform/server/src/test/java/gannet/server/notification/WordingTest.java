package gannet.server.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WordingTest {
    @Test void durationsReadLikeOnPages() {
        assertThat(Wording.duration(Duration.ofSeconds(40))).isEqualTo("40 s");
        assertThat(Wording.duration(Duration.ofMinutes(12))).isEqualTo("12 min");
        assertThat(Wording.duration(Duration.ofMinutes(60))).isEqualTo("1 h");
        assertThat(Wording.duration(Duration.ofMinutes(341))).isEqualTo("5 h 41 min");
        assertThat(Wording.duration(Duration.ofHours(76))).isEqualTo("3 d 4 h");
        assertThat(Wording.duration(Duration.ofMinutes(24 * 60 - 1))).isEqualTo("23 h 59 min");
    }

    @Test void aLineStaysOne() {
        assertThat(Wording.oneLine("a\r\nb\u2028c\u0000d\t ", 50)).isEqualTo("a b c d");
        assertThat(Wording.oneLine("0123456789", 5)).isEqualTo("0123…");
        assertThat(Wording.oneLine("012\uD83D\uDC1F6789", 5)).isEqualTo("012…");
    }
}
