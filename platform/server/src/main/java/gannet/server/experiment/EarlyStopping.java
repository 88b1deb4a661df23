package gannet.server.experiment;

import gannet.server.experiment.RungStore.Climber;
import gannet.server.experiment.RungStore.Decision;
import gannet.server.progress.Progress;
import gannet.server.queue.Queue;
import gannet.server.storage.Pulse;
import gannet.server.storage.Storage;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks every second at the sweeps that are stopped early: which of their runs have come to a rung, and whether each is among
/// the best there. It keeps nothing: what it decides is written down first, and done afterwards, if need be by a later server.
public final class EarlyStopping implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EarlyStopping.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final List<String> SHARES = List.of("half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth");

    private final Storage storage;
    private final RungStore store;
    private final Progress progress;
    private final Queue queue;
    private final Clock clock;
    private @Nullable Pulse pulse;

    public EarlyStopping(Storage storage, Progress progress, Queue queue, Clock clock) {
        this.storage = storage;
        this.store = new RungStore(storage);
        this.progress = progress;
        this.queue = queue;
        this.clock = clock;
    }

    public void start() { pulse = Pulse.start("look at sweeps that are stopped early", LOOK_EVERY, this::pass); }

    @Override public void close() {
        if (pulse != null) {
            pulse.close();
        }
    }

    /// Decides what can be decided, and does what was decided.
    void pass() {
        store.live().forEach(this::decide);
        for (var stopped : store.toStop()) {
            if (queue.stop(stopped.run(), "Gannet", stopped.reason())) {
                log.info("{} (run {})", stopped.reason(), stopped.run());
            }
            store.done(stopped);
        }
    }

    void decide(UUID experiment) {
        storage.change(transaction -> store.locked(transaction, experiment).ifPresent(halving -> {
            var now = clock.instant();
            for (int rung = 0; ; rung++) {
                int here = rung;
                var climbers = store.beyond(transaction, experiment, halving.step(rung));
                if (climbers.isEmpty()) {
                    return;
                }
                var arrived = climbers.stream().filter(climber -> climber.decided() == here && climber.climbs() && halving.rungs(climber.steps()) > here).toList();
                if (!arrived.isEmpty()) {
                    store.add(transaction, decisions(halving, rung, arrived, store.values(transaction, experiment, rung)), now);
                }
            }
        }));
    }

    /// @param known what others had at this rung
    private List<Decision> decisions(Halving halving, int rung, List<Climber> arrived, List<Double> known) {
        long step = halving.step(rung);
        var values = new HashMap<UUID, Double>();
        for (var climber : arrived) {
            progress.valueAt(climber.run(), halving.metric(), step).ifPresent(value -> values.put(climber.run(), value));
        }
        var all = new ArrayList<>(known);
        all.addAll(values.values());
        var decisions = new ArrayList<Decision>();
        for (var climber : arrived) {
            var value = values.get(climber.run());
            if (value == null) {
                continue; // it has not reported this metric yet
            }
            int place = 1 + (int) all.stream().filter(other -> halving.isBetter(other, value)).count();
            boolean goesOn = place <= halving.goOn(all.size());
            decisions.add(new Decision(climber.run(), rung, step, value, place, all.size(), goesOn,
                    goesOn ? "" : reason(halving, step, value, place, all.size()), goesOn || climber.state().isOver()));
        }
        return decisions;
    }

    /// "Stopped early: FD 41.2 at step 2,000 is 7th of 9; the best third goes on."
    static String reason(Halving halving, long step, double value, int place, int reached) {
        return "Stopped early: %s %s at step %,d is %s of %,d; the best %s goes on.".formatted(
                halving.metric(), shown(value), step, ordinal(place), reached, SHARES.get(halving.factor() - 2));
    }

    private static String shown(double value) {
        return Double.isFinite(value) ? new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toPlainString() : "that is no number";
    }

    private static String ordinal(int place) {
        boolean teens = place % 100 >= 11 && place % 100 <= 13;
        return "%,d%s".formatted(place, teens ? "th" : switch (place % 10) {
            case 1 -> "st";
            case 2 -> "nd";
            case 3 -> "rd";
            default -> "th";
        });
    }
}
