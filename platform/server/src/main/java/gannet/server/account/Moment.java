package gannet.server.account;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// A time in a sentence whose reader's time zone is not known.
final class Moment {
    private static final DateTimeFormatter WORDS = DateTimeFormatter.ofPattern("d MMMM yyyy 'at' HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private Moment() {}

    /// "28 November 2026 at 17:30 UTC"
    static String words(Instant time) { return WORDS.format(time); }
}
