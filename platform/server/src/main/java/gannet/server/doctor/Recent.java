package gannet.server.doctor;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What a run has reported lately, by chart line.
final class Recent {
    private static final Series NOTHING = new Series();

    private final Map<String, Series> lines = new HashMap<>();
    private final long steps;
    private long step;

    /// @param steps of the run in all
    Recent(long steps) { this.steps = steps; }

    void add(String line, long at, double value) {
        lines.computeIfAbsent(line, _ -> new Series()).add(at, value);
        step = Math.max(step, at);
    }

    /// Empty if there is no such line.
    Series line(String name) { return lines.getOrDefault(name, NOTHING); }

    /// The newest value of a line.
    Optional<Double> now(String name) {
        var line = line(name);
        return line.count() == 0 ? Optional.empty() : Optional.of(line.value(0));
    }

    Stream<String> names() { return lines.keySet().stream().sorted(); }

    /// The newest step.
    long step() { return step; }

    long steps() { return steps; }
}
