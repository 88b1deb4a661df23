package gannet.server.progress;

import gannet.run.EventReader;
import gannet.server.progress.Progress.Signal;
import gannet.server.progress.Progress.Subscription;
import gannet.server.progress.ProgressStore.Standing;
import gannet.server.progress.Signals.News;
import gannet.server.storage.Pulse;
import gannet.server.storage.Storage;
import gannet.server.storage.Wakeups;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Carries news of runs between servers. What happens here rings the others, at most a few times a second for a run; when
/// they ring, and each second anyway, what is new of the runs that somebody here looks at is read from the database and from
/// the runs' own files, and told here.
public final class Relay implements AutoCloseable {
    private static final String WORD = "run:";
    private static final Duration RING_EVERY = Duration.ofMillis(250);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration COUNT_EVERY = Duration.ofSeconds(5);
    private static final int BATCH = 5000;

    private final Storage storage;
    private final ProgressStore store;
    private final Signals signals;
    private final Wakeups wakeups;
    private final UUID self;
    private final BooleanSupplier others;
    private final Path runs;
    private final Set<Long> untold = ConcurrentHashMap.newKeySet();
    private final LinkedBlockingQueue<Long> rung = new LinkedBlockingQueue<>();
    private final Subscription ours;
    private final Wakeups.Hearing theirs;
    private final Pulse ringing;
    private final Pulse looking;
    private boolean anyOthers;
    private long counted = System.nanoTime() - COUNT_EVERY.toNanos();

    private Relay(Storage storage, Signals signals, Wakeups wakeups, UUID self, BooleanSupplier others, Path runs) {
        this.storage = storage;
        this.store = new ProgressStore(storage);
        this.signals = signals;
        this.wakeups = wakeups;
        this.self = self;
        this.others = others;
        this.runs = runs;
        ours = signals.followAll(news -> {
            if (!news.relayed()) {
                untold.add(news.run());
            }
        });
        theirs = wakeups.on(WORD, this::heard);
        ringing = Pulse.start("ringing of other servers", RING_EVERY, this::ring);
        looking = Pulse.start("look for other servers' news", Duration.ofMillis(1), this::awaitAndLook);
    }

    /// @param self this server    @param others whether there are any other servers    @param runs the folder of all run directories
    public static Relay start(Storage storage, Signals signals, Wakeups wakeups, UUID self, BooleanSupplier others, Path runs) {
        return new Relay(storage, signals, wakeups, self, others, runs);
    }

    private void ring() {
        if (untold.isEmpty()) {
            return;
        }
        if (System.nanoTime() - counted > COUNT_EVERY.toNanos()) {
            anyOthers = others.getAsBoolean();
            counted = System.nanoTime();
        }
        var now = Set.copyOf(untold);
        untold.removeAll(now);
        if (anyOthers) {
            storage.change(transaction -> now.forEach(run -> wakeups.ring(transaction, WORD + run + " " + self)));
        }
    }

    /// "run:17", and behind it the server that says so if that hears its own news anyway.
    private void heard(String word) {
        var parts = word.substring(WORD.length()).split(" ", 2);
        if (parts[0].matches("\\d{1,18}") && !(parts.length == 2 && parts[1].equals(self.toString()))) {
            rung.add(Long.parseLong(parts[0]));
        }
    }

    private void awaitAndLook() {
        var woken = new HashSet<Long>();
        try {
            var first = rung.poll(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            if (first != null) {
                woken.add(first);
                rung.drainTo(woken);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        look(woken);
    }

    /// @param woken runs of which another server has news
    void look(Set<Long> woken) {
        var wanted = new HashSet<>(woken);
        var changes = new HashMap<Long, Long>();
        signals.followed().forEach((run, here) -> {
            wanted.add(run);
            changes.put(run, here.changes());
        });
        if (wanted.isEmpty()) {
            return;
        }
        for (var run : store.standings(wanted)) {
            var here = signals.followed().get(run.number());
            var state = new Signal.Changed(run.state(), run.reason());
            if (here != null) {
                if (here.isNews(state, changes.getOrDefault(run.number(), -1L))) {
                    signals.tellFollowers(new News(run.number(), run.project(), state, true));
                }
                tellEvents(run, here);
            }
            if (woken.contains(run.number())) {
                signals.tellAll(new News(run.number(), run.project(), state, true));
            }
        }
    }

    /// No further than the database knows, because whoever hears of an event may ask it for more.
    private void tellEvents(Standing run, Followed here) {
        var file = runs.resolve(run.id().toString()).resolve("events.jsonl");
        long offset = here.offset(run.lastSequence(), run.eventsRead());
        while (here.last() < run.lastSequence()) {
            try {
                var batch = EventReader.read(file, offset, BATCH);
                if (batch.offset() == offset) {
                    return;
                }
                offset = batch.offset();
                var known = batch.events().stream().filter(event -> event.sequence() <= run.lastSequence()).toList();
                here.fresh(known, event -> signals.tellFollowers(new News(run.number(), run.project(), new Signal.Said(event), true)));
                if (known.size() < batch.events().size()) {
                    return; // the rest is read again when the database knows it
                }
                here.readTo(offset);
            } catch (IOException e) {
                throw new UncheckedIOException("The events of run " + run.number() + " cannot be read: " + e.getMessage(), e);
            }
        }
    }

    @Override public void close() {
        theirs.close();
        ours.close();
        ringing.close();
        looking.close();
    }
}
