package gannet.bench;

import gannet.server.queue.Priority;
import gannet.server.queue.simulation.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Hours until the first start, by class; of jobs that have not started, hours so far.
record Waits(Map<Priority, List<Double>> hours) {
    static Waits of(Simulation simulation) {
        var hours = new HashMap<Priority, List<Double>>();
        for (var life : simulation.lives()) {
            var start = life.firstStart();
            hours.computeIfAbsent(life.work.priority(), _ -> new ArrayList<>())
                    .add(Duration.between(life.work.since(), start == null ? simulation.workload().end() : start).toSeconds() / 3600.0);
        }
        return new Waits(hours);
    }

    List<Double> of(Priority priority) { return hours.getOrDefault(priority, List.of(0.0)); }
}
