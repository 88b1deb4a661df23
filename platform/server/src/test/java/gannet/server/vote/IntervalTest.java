package gannet.server.vote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {
    /// Newcombe 1998, Statistics in Medicine 17, table I, method 3 (score, without continuity correction).
    @ParameterizedTest
    @CsvSource({"81, 263, 0.2553, 0.3662", "15, 148, 0.0624, 0.1605", "0, 20, 0.0000, 0.1611", "1, 29, 0.0061, 0.1718"})
    void agreesWithThePublishedTable(long won, long all, double from, double to) {
        var interval = Interval.of(won, all);
        assertThat(interval.from()).isCloseTo(from, within(0.00005));
        assertThat(interval.to()).isCloseTo(to, within(0.00005));
    }

    @Test void theOtherSideIsItsMirrorImage() {
        assertThat(Interval.of(182, 263).from()).isCloseTo(1 - 0.3662, within(0.00005));
        assertThat(Interval.of(20, 20).to()).isEqualTo(1);
    }

    @Test void noVotesTellNothing() { assertThat(Interval.of(0, 0)).isEqualTo(new Interval(0, 0, null, 0, 1)); }
}
