package gannet.bench;

import gannet.server.queue.plan.Planner;
import gannet.server.queue.simulation.Life;
import gannet.server.queue.simulation.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What was foreseen of each job when it came, and about an hour before it started.
final class Forecasts {
    private static final int FORESEEN = 5000;

    private final Map<UUID, Instant> first = new HashMap<>();
    private final Map<UUID, Map<Instant, Instant>> all = new HashMap<>();

    void before(Simulation simulation) {
        for (var turn : Planner.plan(simulation.snapshot(FORESEEN), FORESEEN).turns()) {
            if (turn.start() != null && simulation.life(turn.job()).firstStart() == null) {
                first.putIfAbsent(turn.job(), turn.start());
                all.computeIfAbsent(turn.job(), _ -> new HashMap<>()).put(simulation.now(), turn.start());
            }
        }
    }

    List<Double> errors(Simulation simulation) {
        var errors = new ArrayList<Double>();
        first.forEach((job, said) -> {
            var start = started(simulation, job);
            if (start != null) {
                errors.add(hours(said, start));
            }
        });
        return errors;
    }

    List<Double> parts(Simulation simulation) {
        var parts = new ArrayList<Double>();
        first.forEach((job, said) -> {
            var start = started(simulation, job);
            double waited = waited(simulation.life(job));
            if (start != null && waited >= 1) {
                parts.add(hours(said, start) / waited);
            }
        });
        return parts;
    }

    List<Double> late(Simulation simulation) {
        var errors = new ArrayList<Double>();
        all.forEach((job, said) -> {
            var start = started(simulation, job);
            if (start != null && waited(simulation.life(job)) >= 1) {
                said.entrySet().stream().filter(one -> !one.getKey().isAfter(start.minus(Duration.ofHours(1)))).max(Map.Entry.comparingByKey())
                        .ifPresent(one -> errors.add(hours(one.getValue(), start)));
            }
        });
        return errors;
    }

    private static @Nullable Instant started(Simulation simulation, UUID job) { return simulation.life(job).firstStart(); }

    private static double waited(Life life) {
        var start = life.firstStart();
        return start == null ? -1 : Duration.between(life.work.since(), start).toSeconds() / 3600.0;
    }

    private static double hours(Instant one, Instant other) { return Math.abs(Duration.between(one, other).toSeconds()) / 3600.0; }
}
