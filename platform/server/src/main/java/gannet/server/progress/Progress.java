package gannet.server.progress;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.run.Event;
import gannet.run.EventReader;
import gannet.server.account.Person;
import gannet.server.account.Policy;
import gannet.server.account.Policy.Action;
import gannet.server.problem.Trouble;
import gannet.server.progress.ProgressStore.Key;
import gannet.server.progress.Signals.News;
import gannet.server.queue.State;
import gannet.server.sheet.Sheets;
import gannet.server.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// What runs report while they learn.
public final class Progress {
    private static final int MOST_POINTS = 10_000;
    private static final int BATCH = 5000;
    private static final long LARGEST_FILE = 64L << 20;
    /// How long a page that is open may go on hearing of a run that its reader may no longer see.
    private static final Duration ASKED_AGAIN = Duration.ofSeconds(5);
    private static final Duration AT_MOST_EVERY = Duration.ofMillis(300);

    private final ProgressStore store;
    private final Policy policy;
    private final Signals signals;
    private final Path runs;

    /// A chart line down-sampled for the width of a chart: for each bucket its step, mean, lowest and highest value.
    public record Curve(String name, long[] steps, double[] values, double[] lowest, double[] highest) {}

    public record Sample(long step, Event.Picture media) {}

    /// A point from which a run can go on.
    ///
    /// @param bytes on disk
    public record Checkpoint(long step, String folder, long bytes, Instant time) {}

    /// Something the worker said that a person may want to read.
    public record Line(long step, Instant time, String text) {}

    /// What a page that is open on a run is told.
    public sealed interface Signal {
        record Said(Event event) implements Signal {}

        record Changed(State state, String reason) implements Signal {}
    }

    public interface Subscription extends AutoCloseable {
        @Override void close();
    }

    /// @param runs the folder of all run directories
    public Progress(Storage storage, Policy policy, Signals signals, Path runs) {
        this.store = new ProgressStore(storage);
        this.policy = policy;
        this.signals = signals;
        this.runs = runs;
    }

    /// @param names empty for all    @param from first step    @param to last step, inclusive    @param points at most so many a line
    public List<Curve> curves(Person who, long run, List<String> names, long from, long to, int points) {
        if (points < 1 || points > MOST_POINTS) {
            throw ProblemException.user("points", "points must be from 1 to " + MOST_POINTS + ", not " + points + ".");
        }
        if (from < 0 || to < from) {
            throw ProblemException.user("from", "from must be 0 or more and no later than to; " + from + " to " + to + " is no range of steps.");
        }
        var chunks = store.chunks(visible(who, run).id(), names, from, to);
        long first = chunks.values().stream().mapToLong(line -> line.getFirst().first()).min().orElse(from);
        long last = chunks.values().stream().mapToLong(line -> line.getLast().last()).max().orElse(from);
        var curves = new ArrayList<Curve>();
        chunks.forEach((name, line) -> curves.add(Buckets.curve(name, line, Math.max(from, first), Math.min(to, last), points)));
        return List.copyOf(curves);
    }

    /// Names of all lines of a run.
    public List<String> names(Person who, long run) { return store.names(visible(who, run).id()); }

    public List<Sample> samples(Person who, long run) {
        return store.samples(visible(who, run).id()).stream().map(sample -> new Sample(sample.step(), sample.media())).toList();
    }

    /// A PNG strip of some tiles of a step's sheet, from one tile on, each scaled to fit a square.
    ///
    /// @param tile the first, from 0    @param count how many; fewer if the sheet ends before    @param side of a tile, in pixels
    public byte[] strip(Person who, long run, long step, int tile, int count, int side) {
        var key = visible(who, run);
        var sample = sample(key, run, step);
        var media = sample.media();
        if (tile >= media.count()) {
            throw ProblemException.user("tile", "tile must be from 0 to " + (media.count() - 1) + ", not " + tile + ".");
        }
        var file = file(key, run, step, sample.file());
        try {
            return Sheets.read(file, sheet -> Strip.of(sheet, media, tile, Math.min(count, media.count() - tile), side));
        } catch (IOException e) {
            throw new ProblemException(Problem.Kind.PLUGIN, "The samples cannot be cut into tiles: " + e.getMessage(), e);
        }
    }

    /// The PNG sheet of a step, exactly as the worker wrote it.
    public byte[] sheet(Person who, long run, long step) {
        var key = visible(who, run);
        return content(key, run, step, sample(key, run, step).file());
    }

    /// A file that the worker kept beside the sheet of a step: the values of what it shows as a picture.
    ///
    /// @param ending "npz"
    public byte[] beside(Person who, long run, long step, String ending) {
        var key = visible(who, run);
        var file = sample(key, run, step).file();
        return content(key, run, step, file.substring(0, Math.max(0, file.lastIndexOf('.'))) + "." + ending);
    }

    private ProgressStore.StoredSample sample(Key key, long run, long step) {
        return store.sample(key.id(), step).orElseThrow(() -> new ProblemException(Problem.Kind.ABSENT, "step",
                "Run " + run + " has no sample at step " + step + "; GET /api/v1/runs/" + run + "/samples lists those there are."));
    }

    private byte[] content(Key key, long run, long step, String name) {
        var file = file(key, run, step, name);
        try {
            long bytes = Files.size(file);
            if (bytes > LARGEST_FILE) {
                throw new ProblemException(Problem.Kind.PLUGIN, "step", "The sample of run " + run + " at step " + step + ", " + name + ", has " + (bytes >> 20)
                        + " MB, and at most " + (LARGEST_FILE >> 20) + " MB are read.");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw gone(run, step, e);
        }
    }

    private Path file(Key key, long run, long step, String name) {
        var folder = runs.resolve(key.id().toString());
        try {
            var file = folder.resolve(name).normalize();
            if (!file.startsWith(folder) || !file.toRealPath().startsWith(folder.toRealPath())) {
                throw new ProblemException(Problem.Kind.PLUGIN, "step", "Run " + run + " names a sample outside its own folder, " + name + "; it is not shown.");
            }
            return file;
        } catch (IOException e) {
            throw gone(run, step, e);
        }
    }

    private static ProblemException gone(long run, long step, IOException e) {
        return new ProblemException(Problem.Kind.ABSENT, "The sample of run " + run + " at step " + step + " is no longer on the disk: " + e.getMessage(), e);
    }

    /// Signals of one run from now on, on a virtual thread, in order; close it when the page goes.
    public Subscription follow(Person who, long run, Consumer<Signal> listener) {
        var key = visible(who, run);
        var allowed = whileAllowed(who, key, listener);
        return signals.follow(run, key.lastSequence(), new Signal.Changed(key.state(), key.reason()), news -> allowed.accept(news.signal()));
    }

    /// The same for a listener that was away: first its state and every event behind a sequence number, then what comes,
    /// each event once.
    ///
    /// @param sequence of the last event it knows; the newest one for nothing but what comes    @param failed runs if no more can be told
    public Subscription resume(Person who, long run, long sequence, Consumer<Signal> listener, Runnable failed) {
        var key = visible(who, run);
        var allowed = whileAllowed(who, key, listener);
        var open = new AtomicBoolean(true);
        var waiting = new LinkedBlockingQueue<Optional<Signal>>(); // nothing wakes the thread to see that it is closed; interrupted, it would break a connection of the database
        var live = signals.follow(run, key.lastSequence(), new Signal.Changed(key.state(), key.reason()), news -> waiting.add(Optional.of(news.signal())));
        Thread.ofVirtual().name("replay of run " + run).start(() -> {
            try {
                listener.accept(new Signal.Changed(key.state(), key.reason()));
                long last = replay(key.id(), sequence, visible(who, run).lastSequence(), listener);
                while (open.get()) {
                    var signal = waiting.take().orElse(null);
                    if (signal != null && !(signal instanceof Signal.Said(var event) && event.sequence() <= last)) {
                        allowed.accept(signal);
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the server stops
            } catch (RuntimeException e) {
                if (open.get()) {
                    Trouble.of(e);
                    failed.run();
                }
            }
        });
        return () -> {
            open.set(false);
            live.close();
            waiting.add(Optional.empty());
        };
    }

    /// The sequence number of the newest event that is known of a run, 0 if there is none.
    public long lastSequence(Person who, long run) { return visible(who, run).lastSequence(); }

    /// State changes and new steps of all runs that this person may see, at most a few a second.
    public Subscription followAll(Person who, Consumer<Long> runNumbers) { return followAll(who, _ -> true, runNumbers); }

    /// The same without new steps, for those to whom a run that goes on is no news.
    public Subscription followStates(Person who, Consumer<Long> runNumbers) {
        return followAll(who, news -> news.signal() instanceof Signal.Changed, runNumbers);
    }

    private Subscription followAll(Person who, Predicate<News> isHeard, Consumer<Long> runNumbers) {
        var open = new AtomicBoolean(true);
        var waiting = new LinkedBlockingQueue<News>();
        var live = signals.followAll(news -> {
            if (isHeard.test(news)) {
                waiting.add(news);
            }
        });
        var thread = Thread.ofVirtual().name("listener of all runs").start(() -> {
            try {
                while (open.get()) {
                    var news = new ArrayList<News>();
                    news.add(waiting.take());
                    Thread.sleep(AT_MOST_EVERY);
                    waiting.drainTo(news);
                    Signals.tell(some -> tell(who, some, runNumbers), news, open);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // the subscription was closed
            }
        });
        return () -> {
            open.set(false);
            live.close();
            thread.interrupt();
        };
    }

    public List<Checkpoint> checkpoints(Person who, long run) {
        return store.checkpoints(visible(who, run).id()).stream().map(c -> new Checkpoint(c.step(), c.folder(), c.bytes(), c.time())).toList();
    }

    public List<Line> lines(Person who, long run) {
        return store.lines(visible(who, run).id()).stream().map(line -> new Line(line.step(), line.time(), line.text())).toList();
    }

    /// What a chart line had come to at a step: its last value there or before, or else the first one after. For a run that has
    /// gone beyond the step this is for good.
    public Optional<Double> valueAt(UUID run, String name, long step) { return store.valueAt(run, name, step); }

    /// Points of a chart line, by step.
    public record Points(long[] steps, float[] values) {}

    /// The newest points of each chart line of a run: a thousand or more where there are so many.
    public SortedMap<String, Points> recent(UUID run) {
        var recent = new TreeMap<String, Points>();
        store.recent(run).forEach((name, chunk) -> recent.put(name, new Points(chunk.steps(), chunk.values())));
        return recent;
    }

    /// For the one who attends to a run's worker.
    public Intake intake(UUID run, long number, UUID project) { return intake(run, number, project, Witness.none()); }

    public Intake intake(UUID run, long number, UUID project, Witness witness) {
        return new Intake(store, signals, run, number, project, runs.resolve(run.toString()).resolve("events.jsonl"), witness);
    }

    /// Events behind one number up to another, from the run's own file.
    private long replay(UUID run, long after, long upTo, Consumer<Signal> listener) {
        var file = runs.resolve(run.toString()).resolve("events.jsonl");
        long offset = 0;
        while (after < upTo) {
            try {
                var batch = EventReader.read(file, offset, BATCH);
                if (batch.offset() == offset) {
                    return upTo;
                }
                offset = batch.offset();
                for (var event : batch.events()) {
                    if (event.sequence() > upTo) {
                        return upTo;
                    }
                    if (event.sequence() > after) {
                        listener.accept(new Signal.Said(event));
                    }
                }
            } catch (IOException e) {
                throw new ProblemException(Problem.Kind.RESOURCES, "The events in " + file + " cannot be read: " + e.getMessage(), e);
            }
        }
        return Math.max(after, upTo);
    }

    /// Asks anew now and then, so that a right that was taken away ends what is told as well.
    private Consumer<Signal> whileAllowed(Person who, Key key, Consumer<Signal> listener) {
        var asked = new AtomicLong(System.nanoTime());
        var allowed = new AtomicBoolean(true);
        return signal -> {
            if (System.nanoTime() - asked.get() > ASKED_AGAIN.toNanos()) {
                allowed.set(policy.allows(who, Action.SEE, key.project()));
                asked.set(System.nanoTime());
            }
            if (allowed.get()) {
                listener.accept(signal);
            }
        };
    }

    private void tell(Person who, List<News> news, Consumer<Long> runNumbers) {
        var projects = new TreeSet<UUID>();
        news.forEach(each -> projects.add(each.project()));
        projects.removeIf(project -> !policy.allows(who, Action.SEE, project));
        var numbers = new TreeSet<Long>();
        news.stream().filter(each -> projects.contains(each.project())).forEach(each -> numbers.add(each.run()));
        numbers.forEach(runNumbers);
    }

    private Key visible(Person who, long run) {
        return store.key(run).filter(key -> policy.allows(who, Action.SEE, key.project())).orElseThrow(() -> new ProblemException(
                Problem.Kind.ABSENT, "run", "There is no run " + run + ", or it is not shared with you."));
    }
}
