package gannet.server.notification;

import gannet.run.Exit.Fault;
import gannet.server.notification.NoticeStore.Kept;
import gannet.server.queue.Blame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Notifications in words, the same in the page, in mail and to webhooks.
final class Wording {
    private static final int LONGEST_CALL = 240;

    private Wording() {}

    /// @param visible whether the person may see the run
    static Notification of(Kept kept, boolean visible) {
        var notice = kept.notice();
        boolean several = notice.kind() == Kind.ALL_ENDED;
        var called = kept.called();
        if (called != null) {
            return called(kept, called, visible);
        }
        if (!visible && !several) {
            return new Notification(kept.id(), notice.kind(), notice.time(), 0, "A run " + happened(notice.kind()),
                    "It is no longer shared with you.", Fault.NONE, "", kept.read() != null);
        }
        return new Notification(kept.id(), notice.kind(), notice.time(), several ? 0 : kept.run(), several ? "All your runs have ended"
                : "Run " + kept.run() + " " + happened(notice.kind()) + ": " + kept.runName(),
                text(notice), notice.fault(), several ? "runs" : "runs/" + kept.run(), kept.read() != null);
    }

    private static Notification called(Kept kept, NoticeStore.Called called, boolean visible) {
        var notice = kept.notice();
        if (!visible) {
            return new Notification(kept.id(), notice.kind(), notice.time(), 0, "You were called in a comment", "It is no longer shared with you.", Fault.NONE, "", kept.read() != null);
        }
        var place = called.dataSet() == null ? "run " + kept.run() + ": " + kept.runName() : kept.runName();
        var path = (called.dataSet() == null ? "runs/" + kept.run() : "data/" + called.dataSet()) + "?comment=" + called.comment();
        return new Notification(kept.id(), notice.kind(), notice.time(), kept.run(), called.author() + " called you at " + place,
                called.text().isEmpty() ? "The comment was deleted." : oneLine(called.text(), LONGEST_CALL), Fault.NONE, path, kept.read() != null);
    }

    private static String happened(Kind kind) {
        return switch (kind) {
            case FINISHED -> "finished";
            case FAILED -> "failed";
            case STOPPED -> "was stopped";
            case WAITING -> "still waits";
            case INTERRUPTED -> "was interrupted";
            case ALL_ENDED, MENTION -> throw new IllegalArgumentException("Not of one run's end");
        };
    }

    private static String text(Notice notice) {
        return switch (notice.kind()) {
            case FAILED -> Stream.of(notice.reason(), Blame.sentence(notice.fault()), Blame.advice(notice.fault())).filter(words -> !words.isBlank())
                    .collect(Collectors.joining(" "));
            case ALL_ENDED -> counts(notice.ended());
            case FINISHED, STOPPED, WAITING, INTERRUPTED, MENTION -> notice.reason();
        };
    }

    /// "3 finished, 1 failed."
    private static String counts(Round round) {
        var words = new ArrayList<String>();
        count(words, round.finished(), "finished");
        count(words, round.failed(), "failed");
        count(words, round.stopped(), round.stopped() == 1 ? "was stopped" : "were stopped");
        return String.join(", ", words) + ".";
    }

    private static void count(ArrayList<String> words, int number, String word) {
        if (number > 0) {
            words.add("%,d %s".formatted(number, word));
        }
    }

    /// "40 s", "12 min", "5 h 41 min", "3 d 4 h".
    static String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        long minutes = Math.round(seconds / 60.0);
        if (minutes < 60) {
            return minutes + " min";
        }
        long hours = minutes < 24 * 60 ? minutes / 60 : Math.round(minutes / 60.0);
        return hours < 24 ? two(hours, "h", minutes % 60, "min") : two(hours / 24, "d", hours % 24, "h");
    }

    private static String two(long large, String unit, long small, String part) { return large + " " + unit + (small == 0 ? "" : " " + small + " " + part); }

    /// On one line: what was typed by people must not become another header or another line of it.
    static String oneLine(String text, int most) {
        var line = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ").strip();
        return line.length() <= most ? line : line.substring(0, Character.isHighSurrogate(line.charAt(most - 2)) ? most - 2 : most - 1).strip() + "…";
    }
}
