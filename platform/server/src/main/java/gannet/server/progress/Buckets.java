package gannet.server.progress;

import gannet.server.progress.Progress.Curve;
import java.util.Arrays;
import java.util.List;

/// A chart line for the width of a chart: steps are shared out among buckets of equal width, and each bucket that holds
/// a point says its last step, its mean, and how far it reached. Values that are no numbers count only where a bucket
/// has no others.
final class Buckets {
    private final long from;
    private final long width;
    private final long to;
    private long[] steps = new long[64];
    private double[] sums = new double[64];
    private double[] lowest = new double[64];
    private double[] highest = new double[64];
    private int[] counts = new int[64];
    private int size;
    private long bucket = -1;

    /// @param from first step    @param to last step, inclusive    @param points buckets at most
    Buckets(long from, long to, int points) {
        this.from = from;
        this.to = to;
        width = Math.max(1, (to - from + points) / points);
    }

    static Curve curve(String name, List<Chunk> chunks, long from, long to, int points) {
        var buckets = new Buckets(from, to, points);
        chunks.forEach(buckets::add);
        return buckets.curve(name);
    }

    void add(Chunk chunk) {
        for (int i = 0; i < chunk.count(); i++) {
            add(chunk.steps()[i], chunk.values()[i]);
        }
    }

    private void add(long step, double value) {
        if (step < from || step > to) {
            return;
        }
        long its = (step - from) / width;
        if (its != bucket) {
            begin(its);
        }
        steps[size - 1] = step;
        if (!Double.isFinite(value)) {
            return;
        }
        sums[size - 1] += value;
        lowest[size - 1] = Math.min(lowest[size - 1], value);
        highest[size - 1] = Math.max(highest[size - 1], value);
        counts[size - 1]++;
    }

    private void begin(long its) {
        if (size == steps.length) {
            steps = Arrays.copyOf(steps, 2 * size);
            sums = Arrays.copyOf(sums, 2 * size);
            lowest = Arrays.copyOf(lowest, 2 * size);
            highest = Arrays.copyOf(highest, 2 * size);
            counts = Arrays.copyOf(counts, 2 * size);
        }
        bucket = its;
        lowest[size] = Double.POSITIVE_INFINITY;
        highest[size] = Double.NEGATIVE_INFINITY;
        size++;
    }

    Curve curve(String name) {
        var means = new double[size];
        var low = Arrays.copyOf(lowest, size);
        var high = Arrays.copyOf(highest, size);
        for (int i = 0; i < size; i++) {
            boolean empty = counts[i] == 0;
            means[i] = empty ? Double.NaN : sums[i] / counts[i];
            low[i] = empty ? Double.NaN : low[i];
            high[i] = empty ? Double.NaN : high[i];
        }
        return new Curve(name, Arrays.copyOf(steps, size), means, low, high);
    }
}
