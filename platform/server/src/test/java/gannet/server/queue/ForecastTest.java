package gannet.server.queue;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.server.queue.Forecast.Slot;
import gannet.server.queue.Forecast.Turn;
import gannet.server.queue.Forecast.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ForecastTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final UUID A = new UUID(0, 1);
    private static final UUID B = new UUID(0, 2);
    private static final UUID C = new UUID(0, 3);

    @Test void putsPriorityBeforeAge() {
        var turns = Forecast.of(List.of(busy(4)), List.of(waiting(A, 0, 30, null), waiting(B, 0, 40, null), waiting(C, 5, 1, null)), NOW);
        assertThat(turn(turns, C).place()).isEqualTo(1);
        assertThat(turn(turns, B).place()).isEqualTo(2);
        assertThat(turn(turns, A).place()).isEqualTo(3);
    }

    @Test void namesTheRunThatTheFirstWaitsFor() {
        var turns = Forecast.of(List.of(busy(4)), List.of(waiting(A, 0, 1, null)), NOW);
        assertThat(turn(turns, A).reason()).isEqualTo("Waits for a free device: run 12 trains on CPU slot 1, about 4 min left.");
        assertThat(turn(turns, A).start()).isEqualTo(NOW.plus(Duration.ofMinutes(4)));
    }

    @Test void countsThoseAhead() {
        var turns = Forecast.of(List.of(busy(4)), List.of(waiting(A, 0, 9, null), waiting(B, 0, 5, null), waiting(C, 0, 1, null)), NOW);
        assertThat(turn(turns, B).reason()).isEqualTo("Waits for its turn: 1 run is ahead, and run 12 trains on CPU slot 1, about 4 min left.");
        assertThat(turn(turns, C).reason()).startsWith("Waits for its turn: 2 runs are ahead, and ");
    }

    @Test void startsOneAfterTheOtherOnTheDeviceThatComesFreeFirst() {
        var turns = Forecast.of(List.of(busy(10), new Slot("CPU slot 2", 0, null)),
                List.of(waiting(A, 0, 9, Duration.ofMinutes(3)), waiting(B, 0, 5, Duration.ofMinutes(20)), waiting(C, 0, 1, null)), NOW);
        assertThat(turn(turns, A).start()).isEqualTo(NOW);
        assertThat(turn(turns, A).reason()).isEqualTo("Starts in a moment.");
        assertThat(turn(turns, B).start()).isEqualTo(NOW.plus(Duration.ofMinutes(3)));
        assertThat(turn(turns, C).start()).isEqualTo(NOW.plus(Duration.ofMinutes(10)));
        assertThat(turn(turns, C).end()).isNull();
    }

    @Test void guessesNothingBehindARunOfUnknownLength() {
        var turns = Forecast.of(List.of(busy(4)), List.of(waiting(A, 0, 9, null), waiting(B, 0, 5, null)), NOW);
        assertThat(turn(turns, B).start()).isNull();
    }

    @Test void saysFirstWhyAJobIsBack() {
        var turns = Forecast.of(List.of(busy(4)), List.of(new Waiting(A, 0, NOW, null, "Its worker was killed.")), NOW);
        assertThat(turn(turns, A).reason()).startsWith("Its worker was killed. Waits for a free device: ");
    }

    @Test void saysThatThereIsNoDevice() {
        assertThat(turn(Forecast.of(List.of(), List.of(waiting(A, 0, 1, null)), NOW), A).reason()).startsWith("Waits for a device: this server has none");
    }

    @Test void putsDurationsInWords() {
        assertThat(Forecast.words(Duration.ofSeconds(12))).isEqualTo("less than a minute");
        assertThat(Forecast.words(Duration.ofMinutes(341))).isEqualTo("about 5 h 41 min");
        assertThat(Forecast.words(Duration.ofDays(3))).isEqualTo("about 3 days");
    }

    private static Turn turn(Map<UUID, Turn> turns, UUID job) { return Objects.requireNonNull(turns.get(job)); }

    private static Slot busy(int minutes) { return new Slot("CPU slot 1", 12, NOW.plus(Duration.ofMinutes(minutes))); }

    private static Waiting waiting(UUID job, int priority, int age, @Nullable Duration length) {
        return new Waiting(job, priority, NOW.minus(Duration.ofMinutes(age)), length, "");
    }
}
