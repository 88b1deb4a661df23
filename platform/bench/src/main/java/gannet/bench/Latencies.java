package gannet.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// How long each kind of request took, told by many at once, and what failed.
final class Latencies {
    private final Map<String, Queue<Double>> milliseconds = new ConcurrentHashMap<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    void took(String kind, double time) { milliseconds.computeIfAbsent(kind, _ -> new ConcurrentLinkedQueue<>()).add(time); }

    void failed(String what) { failures.add(what); }

    List<String> failures() { return List.copyOf(failures); }

    int count(String kind) { return of(kind).size(); }

    /// Half, 95 and 99 of a hundred within.
    ///
    /// @param goal milliseconds for the median; 0 for none
    List<Figure> figures(String kind, double goal) {
        var all = of(kind);
        if (all.isEmpty()) {
            throw new BenchmarkException("Nothing was measured of \"" + kind + "\"; give it more --minutes.");
        }
        double median = Stopwatch.median(all);
        var figures = new ArrayList<Figure>();
        figures.add(goal > 0 ? Figure.atMost(goal, kind + ", median", median, "ms") : Figure.told(kind + ", median", median, "ms"));
        figures.add(Figure.told("    95 of 100 within", Stopwatch.quantile(all, 0.95), "ms"));
        figures.add(Figure.told("    99 of 100 within", Stopwatch.quantile(all, 0.99), "ms"));
        figures.add(Figure.told("    of", all.size(), ""));
        return figures;
    }

    private List<Double> of(String kind) { return List.copyOf(milliseconds.getOrDefault(kind, new ConcurrentLinkedQueue<>())); }
}
