package gannet.server.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Whose turn it is, why the others wait, and when they should start, as far as anybody can tell.
final class Forecast {
    /// @param run number of the run that trains there, 0 if the device is free    @param free when it should come free, null if nobody knows
    record Slot(String label, long run, @Nullable Instant free) {}

    /// @param length how long it should train, null if nobody knows    @param note why it is back in the queue, empty if it is new
    record Waiting(UUID job, int priority, Instant created, @Nullable Duration length, String note) {}

    /// @param place 1 is next
    record Turn(UUID job, int place, String reason, @Nullable Instant start, @Nullable Instant end) {}

    /// Priority, then age; the id settles ties, so that everybody sees one order.
    static final Comparator<Waiting> ORDER =
            Comparator.comparingInt(Waiting::priority).reversed().thenComparing(Waiting::created).thenComparing(Waiting::job);

    private static final Comparator<Instant> UNKNOWN_LAST = Comparator.nullsLast(Comparator.naturalOrder());

    static Map<UUID, Turn> of(List<Slot> slots, List<Waiting> waiting, Instant now) { return of(slots, waiting, null, now); }

    /// @param shortage of room, while which nothing is started; null if there is none
    static Map<UUID, Turn> of(List<Slot> slots, List<Waiting> waiting, @Nullable Shortage shortage, Instant now) {
        var free = new PriorityQueue<Instant>(Math.max(1, slots.size()));
        slots.stream().map(slot -> slot.run() == 0 ? now : later(slot.free(), now)).map(at -> at == null ? Instant.MAX : at).forEach(free::add);
        var turns = new HashMap<UUID, Turn>();
        int place = 0;
        for (var next : waiting.stream().sorted(ORDER).toList()) {
            place++;
            if (shortage != null) {
                turns.put(next.job(), new Turn(next.job(), place, noted(next.note(), shortage.wait(place == 1)), null, null));
                continue;
            }
            var start = free.isEmpty() ? Instant.MAX : free.remove();
            var end = start.equals(Instant.MAX) || next.length() == null ? Instant.MAX : start.plus(next.length());
            if (!slots.isEmpty()) {
                free.add(end);
            }
            turns.put(next.job(), new Turn(next.job(), place, noted(next.note(), why(slots, place, now)), known(start), known(end)));
        }
        return turns;
    }

    private static String noted(String note, String why) { return note.isEmpty() ? why : note + " " + why; }

    private static String why(List<Slot> slots, int place, Instant now) {
        if (slots.isEmpty()) {
            return "Waits for a device: this server has none to train on.";
        }
        long idle = slots.stream().filter(slot -> slot.run() == 0).count();
        if (place <= idle) {
            return "Starts in a moment.";
        }
        var first = slots.stream().filter(slot -> slot.run() != 0).min(Comparator.comparing(Slot::free, UNKNOWN_LAST)).orElse(null);
        if (first == null) {
            return "Waits for the run ahead of it.";
        }
        var trains = "run %d trains on %s%s".formatted(first.run(), first.label(), left(first.free(), now));
        if (place == 1) {
            return "Waits for a free device: " + trains + ".";
        }
        return "Waits for its turn: %s ahead, and %s.".formatted(place == 2 ? "1 run is" : place - 1 + " runs are", trains);
    }

    private static String left(@Nullable Instant free, Instant now) { return free == null ? "" : ", " + words(Duration.between(now, free)) + " left"; }

    static String words(Duration duration) {
        long minutes = Math.round(duration.toSeconds() / 60.0);
        if (minutes < 1) {
            return "less than a minute";
        }
        if (minutes < 60) {
            return "about " + minutes + " min";
        }
        if (minutes < 48 * 60) {
            return "about %d h %d min".formatted(minutes / 60, minutes % 60);
        }
        return "about " + Math.round(minutes / 1440.0) + " days";
    }

    private static @Nullable Instant later(@Nullable Instant one, Instant other) { return one == null || one.isAfter(other) ? one : other; }

    private static @Nullable Instant known(Instant instant) { return instant.equals(Instant.MAX) ? null : instant; }

    private Forecast() {}
}
