package gannet.ui;

import com.vaadin.flow.component.UI;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// Numbers, sizes and times as people read them, in the visitor's own time zone. Words are English, and so are separators.
public record Words(ZoneId zone) {
    private static final Locale LOCALE = Locale.ENGLISH;

    public static Words here() {
        var ui = UI.getCurrent();
        var id = ui == null ? null : ui.getPage().getExtendedClientDetails().getTimeZoneId();
        try {
            return new Words(id == null || id.isBlank() ? ZoneOffset.UTC : ZoneId.of(id));
        } catch (java.time.DateTimeException unknown) {
            return new Words(ZoneOffset.UTC);
        }
    }

    public static String count(long number) { return NumberFormat.getIntegerInstance(LOCALE).format(number); }

    /// "1 picture", "1,240 pictures".
    public static String count(long number, String one, String many) { return count(number) + " " + (number == 1 ? one : many); }

    public static String percent(long part, long whole) { return whole <= 0 ? "0 %" : Math.min(100, part * 100 / whole) + " %"; }

    /// "640 kB", "3.1 GB".
    public static String bytes(long bytes) {
        if (bytes < 1_000) {
            return bytes + " B";
        }
        double amount = bytes;
        var units = new String[] {"kB", "MB", "GB", "TB"};
        int unit = -1;
        while (amount >= 999.5 && unit < units.length - 1) {
            amount /= 1_000;
            unit++;
        }
        return String.format(LOCALE, amount < 9.95 ? "%.1f %s" : "%.0f %s", amount, units[unit]);
    }

    /// "40 s", "12 min", "5 h 41 min", "3 d 4 h".
    public static String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        long minutes = Math.round(seconds / 60.0);
        if (minutes < 60) {
            return minutes + " min";
        }
        if (minutes < 24 * 60) {
            return minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
        }
        long hours = minutes / 60;
        return hours / 24 + " d" + (hours % 24 == 0 ? "" : " " + hours % 24 + " h");
    }

    /// Today "15:38", within a week "Thu", else the date.
    public String time(Instant time) {
        var there = time.atZone(zone);
        long days = Math.abs(ChronoUnit.DAYS.between(there.toLocalDate(), LocalDate.now(zone)));
        if (days == 0) {
            return DateTimeFormatter.ofPattern("HH:mm", LOCALE).format(there);
        }
        if (days < 7) {
            return DateTimeFormatter.ofPattern(time.isAfter(Instant.now()) ? "EEE HH:mm" : "EEE", LOCALE).format(there);
        }
        return DateTimeFormatter.ofPattern("d MMM yyyy", LOCALE).format(there);
    }

    /// For tooltips.
    public String fullTime(Instant time) { return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM).withLocale(Locale.UK).format(time.atZone(zone)); }
}
