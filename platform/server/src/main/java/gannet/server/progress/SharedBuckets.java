package gannet.server.progress;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// One chart line of several runs, thinned to the same places: equal stretches of the axis, each of which stands where its
/// last point of any run is. So runs can be drawn over each other and read at one place.
final class SharedBuckets {
    private final String name;
    private final long from;
    private final long to;
    private final long width;
    private final long[] places;
    private final SortedMap<Long, Sums> runs = new TreeMap<>();

    private static final class Sums {
        private final double[] sums;
        private final int[] counts;
        private int strange;

        Sums(int size) {
            sums = new double[size];
            counts = new int[size];
        }
    }

    /// @param from the first place    @param to the last one, inclusive    @param points stretches at most
    SharedBuckets(String name, long from, long to, int points) {
        this.name = name;
        this.from = from;
        this.to = to;
        width = Math.max(1, Math.ceilDiv(to - from + 1, points));
        places = new long[Math.toIntExact((to - from) / width + 1)];
        Arrays.fill(places, -1);
    }

    void add(long run, long place, double value) {
        if (place < from || place > to) {
            return;
        }
        var its = runs.computeIfAbsent(run, _ -> new Sums(places.length));
        int bucket = (int) ((place - from) / width);
        if (!Double.isFinite(value)) {
            its.strange++;
            return;
        }
        places[bucket] = Math.max(places[bucket], place);
        its.sums[bucket] += value;
        its.counts[bucket]++;
    }

    Overlay overlay() {
        int[] used = IntStream.range(0, places.length).filter(bucket -> places[bucket] >= 0).toArray();
        List<Overlay.Line> lines = new ArrayList<>();
        runs.forEach((run, its) -> lines.add(new Overlay.Line(run,
                Arrays.stream(used).mapToDouble(bucket -> its.counts[bucket] == 0 ? Double.NaN : its.sums[bucket] / its.counts[bucket]).toArray(), its.strange)));
        return new Overlay(name, Arrays.stream(used).mapToLong(bucket -> places[bucket]).toArray(), List.copyOf(lines));
    }
}
