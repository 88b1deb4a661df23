package gannet.server.experiment;

import gannet.server.plugin.Variants;
import gannet.server.queue.Queue;
import gannet.server.storage.Pulse;
import gannet.server.storage.Storage;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Tells the queue how long waiting runs should train of which nobody could say so when they were launched: the first run of
/// a kind has a pace by now. Without it nobody behind them would know when to start.
public final class Lengths implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);
    private static final int MOST = 500;

    private final RunStore store;
    private final Pace pace;
    private final Variants variants;
    private final Queue queue;
    private @Nullable Pulse pulse;

    public Lengths(Storage storage, Variants variants, Queue queue) {
        this.store = new RunStore(storage);
        this.pace = new Pace(storage);
        this.variants = variants;
        this.queue = queue;
    }

    public void start() { pulse = Pulse.start("look at waiting runs of unknown length", LOOK_EVERY, this::pass); }

    void pass() {
        var unknown = queue.ofUnknownLength(MOST);
        if (unknown.isEmpty()) {
            return;
        }
        var paces = new HashMap<String, Pace.Known>();
        var lengths = new HashMap<UUID, Duration>();
        for (var run : store.of(unknown.values())) {
            variants.card(run.variant).ifPresent(card -> paces.computeIfAbsent(run.variant, _ -> pace.of(card))
                    .length(RunRow.values(run.settings), RunRow.values(run.training), run.steps - run.step).ifPresent(length -> lengths.put(run.id, length)));
        }
        var known = new HashMap<UUID, Duration>();
        for (Map.Entry<UUID, UUID> job : unknown.entrySet()) {
            var length = lengths.get(job.getValue());
            if (length != null) {
                known.put(job.getKey(), Objects.requireNonNull(length));
            }
        }
        queue.lengths(known);
    }

    @Override public void close() {
        if (pulse != null) {
            pulse.close();
        }
    }
}
