package gannet.server.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Makes guessing slow: after some free failures each further one doubles the wait, up to a limit. Forgets what lies
/// longest back when there is too much to remember, and what has been quiet for ten times its longest wait.
public final class Throttle {
    private record Record(int failures, Instant last) {}

    private final int free;
    private final Duration longest;
    private final Clock clock;
    private final Map<String, Record> records;

    public Throttle(int free, Duration longest, int remembered, Clock clock) {
        this.free = free;
        this.longest = longest;
        this.clock = clock;
        this.records = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Record> eldest) { return size() > remembered; }
        };
    }

    /// How long this one still has to wait; zero if it may try.
    public synchronized Duration wait(String key) {
        var record = records.get(key);
        if (record == null) {
            return Duration.ZERO;
        }
        var now = clock.instant();
        if (record.last().plus(longest.multipliedBy(10)).isBefore(now)) {
            records.remove(key);
            return Duration.ZERO;
        }
        var left = Duration.between(now, record.last().plus(pause(record.failures())));
        return left.isNegative() ? Duration.ZERO : left;
    }

    public synchronized void failed(String key) {
        records.merge(key, new Record(1, clock.instant()), (before, one) -> new Record(before.failures() + 1, one.last()));
    }

    /// One failure less.
    public synchronized void giveBack(String key) {
        records.computeIfPresent(key, (same, record) -> record.failures() == 1 ? null : new Record(record.failures() - 1, record.last()));
    }

    public synchronized void succeeded(String key) { records.remove(key); }

    private Duration pause(int failures) {
        if (failures < free) {
            return Duration.ZERO;
        }
        var doubled = Duration.ofSeconds(1L << Math.min(failures - free, 20));
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }
}
