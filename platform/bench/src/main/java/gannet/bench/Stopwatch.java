package gannet.bench;

import java.util.List;

/// Times of things that happen once each.
final class Stopwatch {
    private Stopwatch() {}

    static double milliseconds(Runnable work) {
        long began = System.nanoTime();
        work.run();
        return (System.nanoTime() - began) / 1e6;
    }

    static double median(List<Double> values) { return quantile(values, 0.5); }

    /// The value below which this part of them lies.
    static double quantile(List<Double> values, double part) {
        var sorted = values.stream().sorted().toList();
        double place = part * (sorted.size() - 1);
        int below = (int) place;
        double above = sorted.get(Math.min(below + 1, sorted.size() - 1));
        return sorted.get(below) + (place - below) * (above - sorted.get(below));
    }
}
