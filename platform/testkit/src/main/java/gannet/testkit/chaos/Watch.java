package gannet.testkit.chaos;

import gannet.server.compute.Workers;
import gannet.testkit.chaos.Findings.Kind;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// Looks all the time, through everything that happens: at the machine, whether a run has two workers; at the database,
/// whether it forgets what it has told.
final class Watch implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final House house;
    private final Findings findings;
    private final Map<Long, Long> told = new HashMap<>();
    private final Thread thread;
    private volatile long looks;
    private volatile boolean ends;

    private Watch(House house, Findings findings) {
        this.house = house;
        this.findings = findings;
        thread = Thread.ofPlatform().name("watch").daemon().unstarted(this::look);
    }

    static Watch start(House house, Findings findings) {
        var watch = new Watch(house, findings);
        watch.thread.start();
        return watch;
    }

    long looks() { return looks; }

    private void look() {
        try (var facts = house.facts()) {
            while (!ends) {
                lookForTwins();
                looks++;
                facts.glance("select number, step from run", row -> Map.entry(row.getLong(1), row.getLong(2))).ifPresent(steps -> steps.forEach(step -> {
                    long before = told.getOrDefault(step.getKey(), 0L);
                    if (step.getValue() < before) {
                        findings.add(Kind.LOST, "The database said that run %d was at step %d, and later at step %d.".formatted(step.getKey(), before, step.getValue()));
                    }
                    told.put(step.getKey(), step.getValue());
                }));
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
        }
    }

    private void lookForTwins() {
        var seen = new HashMap<String, ProcessHandle>();
        for (var worker : house.workers()) {
            var other = seen.put(worker.run(), worker.process());
            // asked again, because one may have ended before the other began, both while we looked
            if (other != null && other.pid() != worker.process().pid() && Workers.lives(other) && Workers.lives(worker.process())) {
                findings.add(Kind.TWICE, "Run %s had two workers at once, processes %d and %d.".formatted(worker.run(), other.pid(), worker.process().pid()));
            }
        }
    }

    @Override public void close() { end(); }

    /// Returns when it looks no more.
    void end() {
        ends = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
