package gannet.server.doctor;

import java.util.Arrays;

/// The newest points of one chart line: at least the last thousand, or all there are.
final class Series {
    private static final int MOST = 2048;

    private long[] steps = new long[64];
    private double[] values = new double[64];
    private int count;

    void add(long step, double value) {
        if (count == MOST) {
            count = MOST / 2;
            System.arraycopy(steps, MOST / 2, steps, 0, count);
            System.arraycopy(values, MOST / 2, values, 0, count);
        }
        if (count == steps.length) {
            steps = Arrays.copyOf(steps, 2 * count);
            values = Arrays.copyOf(values, 2 * count);
        }
        steps[count] = step;
        values[count++] = value;
    }

    int count() { return count; }

    /// @param back 0 for the newest
    double value(int back) { return values[count - 1 - back]; }

    long step(int back) { return steps[count - 1 - back]; }

    /// The mean of the newest points.
    double mean(int points) { return mean(0, points); }

    /// The mean of some points.
    ///
    /// @param back of the newest one among them
    double mean(int back, int points) {
        double sum = 0;
        for (int point = back; point < back + points; point++) {
            sum += value(point);
        }
        return sum / points;
    }

    /// The median of the newest points.
    double median(int points) {
        var newest = Arrays.copyOfRange(values, count - points, count);
        Arrays.sort(newest);
        return (newest[(points - 1) / 2] + newest[points / 2]) / 2;
    }

    /// How many of the newest points lie beyond a threshold without a gap.
    int beyond(double threshold, boolean above) {
        int points = 0;
        while (points < count && (above ? value(points) > threshold : value(points) < threshold)) {
            points++;
        }
        return points;
    }

    /// The largest value, and where it was.
    int largest() {
        int best = 0;
        for (int back = 1; back < count; back++) {
            if (value(back) > value(best)) {
                best = back;
            }
        }
        return best;
    }
}
