package gannet.ui.queue;

import gannet.server.queue.Usage.Hour;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// How busy the devices were, hour by hour, in the last seven days of the reader's own calendar.
///
/// @param part of the device time that there was, from the first hour on
record Week(List<Day> days, double part) {
    private static final int DAYS = 7;

    record Day(String name, List<Cell> hours) {}

    /// @param share of all devices that was busy, -1 for an hour to come
    record Cell(double share, String words) {}

    /// @param team null for all
    static Week of(List<Hour> hours, Optional<UUID> team, int devices, Instant now, ZoneId zone) {
        var first = LocalDate.ofInstant(now, zone).minusDays(DAYS - 1);
        var seconds = new double[DAYS * 24];
        for (var hour : hours) {
            var there = hour.hour().atZone(zone);
            long day = first.until(there.toLocalDate(), java.time.temporal.ChronoUnit.DAYS);
            if (day >= 0 && day < DAYS && team.map(hour.team()::equals).orElse(true)) {
                seconds[(int) day * 24 + there.getHour()] += hour.seconds();
            }
        }
        var days = new ArrayList<Day>();
        double used = 0;
        double all = 0;
        for (int day = 0; day < DAYS; day++) {
            var date = first.plusDays(day);
            var cells = new ArrayList<Cell>();
            for (int hour = 0; hour < 24; hour++) {
                var begin = date.atStartOfDay(zone).plusHours(hour).toInstant();
                double there = Math.max(0, Math.min(3600, Duration.between(begin, now).toMillis() / 1000.0)) * devices;
                double busy = seconds[day * 24 + hour];
                used += busy;
                all += there;
                cells.add(there <= 0 ? new Cell(-1, "") : cell(date, hour, busy, Math.min(1, busy / there), devices));
            }
            days.add(new Day(DateTimeFormatter.ofPattern("EEE", Locale.ENGLISH).format(date), List.copyOf(cells)));
        }
        return new Week(List.copyOf(days), all == 0 ? 0 : Math.min(1, used / all));
    }

    private static Cell cell(LocalDate date, int hour, double busy, double share, int devices) {
        return new Cell(share, "%s, %d:00 to %d:00: %s of %d busy on average".formatted(
                DateTimeFormatter.ofPattern("EEEE", Locale.ENGLISH).format(date), hour, hour + 1, busy == 0 ? "none" : "%.1f".formatted(share * devices), devices));
    }
}
