package gannet.ui.queue;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.server.queue.Usage.Hour;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WeekTest {
    private static final UUID REEF = new UUID(0, 1);
    private static final UUID MEADOW = new UUID(0, 2);
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOW = Instant.parse("2026-01-14T12:30:00Z"); // a Wednesday, 13:30 there

    private final List<Hour> hours = List.of(
            new Hour(REEF, Instant.parse("2026-01-12T22:00:00Z"), 3600), new Hour(MEADOW, Instant.parse("2026-01-12T22:00:00Z"), 1800),
            new Hour(REEF, Instant.parse("2026-01-14T12:00:00Z"), 1800), new Hour(REEF, Instant.parse("2026-01-07T12:00:00Z"), 7200));

    @Test void theWeekEndsTodayInTheReadersOwnTime() {
        var week = Week.of(hours, Optional.empty(), 2, NOW, BERLIN);
        assertThat(week.days()).extracting(Week.Day::name).containsExactly("Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed");
        assertThat(week.days().get(4).hours().get(23).share()).isEqualTo(0.75); // 22:00 UTC is 23:00 there; 1.5 of 2 device hours
        assertThat(week.days().get(4).hours().get(23).words()).isEqualTo("Monday, 23:00 to 24:00: 1.5 of 2 busy on average");
    }

    @Test void theHourThatGoesOnIsMeasuredByWhatOfItIsOver() {
        var today = Week.of(hours, Optional.empty(), 2, NOW, BERLIN).days().getLast();
        assertThat(today.hours().get(13).share()).isEqualTo(0.5);
        assertThat(today.hours().get(14).share()).isEqualTo(-1);
    }

    @Test void oneTeamIsShownAlone() {
        assertThat(Week.of(hours, Optional.of(MEADOW), 2, NOW, BERLIN).days().get(4).hours().get(23).share()).isEqualTo(0.25);
        // 6 days and 13.5 hours of two devices are 315 hours, of which Reef and Meadow had two
        assertThat(Week.of(hours, Optional.empty(), 2, NOW, BERLIN).part()).isEqualTo(2.0 / 315);
    }
}
