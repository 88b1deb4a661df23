package gannet.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class WordsTest {
    private final Words words = new Words(ZoneOffset.UTC);

    @Test
    void separatesThousands() { assertThat(Words.count(12_418, "picture", "pictures")).isEqualTo("12,418 pictures"); }

    @Test
    void countsOneThingAsOne() { assertThat(Words.count(1, "picture", "pictures")).isEqualTo("1 picture"); }

    @Test
    void saysSizesWithOneDecimalBelowTen() {
        assertThat(Words.bytes(512)).isEqualTo("512 B");
        assertThat(Words.bytes(3_100_000_000L)).isEqualTo("3.1 GB");
        assertThat(Words.bytes(48_000)).isEqualTo("48 kB");
        assertThat(Words.bytes(999_700)).isEqualTo("1.0 MB");
    }

    @Test
    void saysDurationsInTheTwoUnitsThatMatter() {
        assertThat(Words.duration(Duration.ofSeconds(40))).isEqualTo("40 s");
        assertThat(Words.duration(Duration.ofMinutes(341))).isEqualTo("5 h 41 min");
        assertThat(Words.duration(Duration.ofHours(48))).isEqualTo("2 d");
    }

    @Test
    void neverSaysMoreThanAllOfIt() {
        assertThat(Words.percent(12, 10)).isEqualTo("100 %");
        assertThat(Words.percent(0, 0)).isEqualTo("0 %");
    }

    @Test
    void saysTheClockForToday() { assertThat(words.time(Instant.now())).matches("\\d\\d:\\d\\d"); }

    @Test
    void saysTheDateForWhatIsLongPast() { assertThat(words.time(Instant.now().minus(400, ChronoUnit.DAYS))).matches("\\d{1,2} \\w{3} \\d{4}"); }
}
