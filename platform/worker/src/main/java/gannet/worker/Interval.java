package gannet.worker;

import gannet.run.Event.Measured;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The mean of each chart line since the last point. A checkpoint keeps it, so that a point whose interval was interrupted
/// is the same as without.
public final class Interval {
    private final SortedMap<String, Sum> sums = new TreeMap<>();
    private double milliseconds;
    private int timed;
    private final Burden burden = new Burden();

    public record Sum(double sum, long count) {
        Sum plus(double value) { return new Sum(sum + value, count + 1); }
    }

    void add(Map<String, Double> values, double tookMilliseconds) {
        values.forEach((name, value) -> sums.merge(name, new Sum(value, 1), (sum, _) -> sum.plus(value)));
        milliseconds += tookMilliseconds;
        timed++;
    }

    /// The means, the mean time of the steps that this process did, and how the machine did meanwhile; begins anew.
    SortedMap<String, Double> take() {
        var means = new TreeMap<String, Double>();
        sums.forEach((name, sum) -> means.put(name, sum.sum() / sum.count()));
        if (timed > 0) {
            means.put(Measured.STEP_TIME, milliseconds / timed);
            means.putAll(burden.take());
        }
        sums.clear();
        milliseconds = 0;
        timed = 0;
        return means;
    }

    SortedMap<String, Sum> state() { return new TreeMap<>(sums); }

    void restore(SortedMap<String, Sum> saved) { sums.putAll(saved); }
}
