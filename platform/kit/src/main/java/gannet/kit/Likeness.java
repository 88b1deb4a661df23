package gannet.kit;

import java.util.Arrays;

/// How far examples lie from each other: Euclidean distances between their likenesses, which are the examples averaged down
/// to at most 16 points a side (8 in solids), so that a shift by a pixel counts little and a thousand are compared in a tenth of a second.
///
/// Small distances to the training data mean that a generator repeats what it saw (Webster et al. 2019,
/// https://arxiv.org/abs/1901.03396); small distances among samples mean that it has lost variety (Metz et al. 2016,
/// https://arxiv.org/abs/1611.02163).
///
/// @param values one row for each example
public record Likeness(float[][] values) {
    private static final int SIDE = 16;
    private static final int SOLID_SIDE = 8;

    /// @param values examples one after the other, channels first    @param shape of one: channels, then one side for each direction
    public static Likeness of(float[] values, int... shape) {
        int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        var rows = new float[values.length / size][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = smaller(values, i * size, shape);
        }
        return new Likeness(rows);
    }

    public int count() { return values.length; }

    /// These and those.
    public Likeness and(Likeness more) {
        var all = Arrays.copyOf(values, count() + more.count());
        System.arraycopy(more.values, 0, all, count(), more.count());
        return new Likeness(all);
    }

    /// The first ones.
    public Likeness first(int most) { return count() <= most ? this : new Likeness(Arrays.copyOf(values, most)); }

    /// The mean distance between two of them; NaN for fewer than two.
    public double spread() {
        double sum = 0;
        for (int i = 1; i < count(); i++) {
            for (int j = 0; j < i; j++) {
                sum += Math.sqrt(square(values[i], values[j]));
            }
        }
        return sum / (count() * (count() - 1) / 2.0);
    }

    /// The median of the distances of these to the nearest of those; NaN if there are none.
    public double nearest(Likeness those) { return median(those, false); }

    /// The same among themselves: of the first ones to the nearest other.
    ///
    /// @param most how many to look at
    public double nearestAmong(int most) { return first(most).median(this, true); }

    private double median(Likeness those, boolean areAmong) {
        var distances = new double[count()];
        for (int i = 0; i < count(); i++) {
            double least = Double.POSITIVE_INFINITY;
            for (int j = 0; j < those.count(); j++) {
                if (!areAmong || i != j) {
                    least = Math.min(least, square(values[i], those.values[j]));
                }
            }
            distances[i] = Math.sqrt(least);
        }
        Arrays.sort(distances);
        return distances.length == 0 || Double.isInfinite(distances[0]) ? Double.NaN : (distances[(distances.length - 1) / 2] + distances[distances.length / 2]) / 2;
    }

    /// Four sums at once, which the processor adds side by side.
    private static double square(float[] a, float[] b) {
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int i = 0;
        for (; i + 3 < a.length; i += 4) {
            float d0 = a[i] - b[i];
            float d1 = a[i + 1] - b[i + 1];
            float d2 = a[i + 2] - b[i + 2];
            float d3 = a[i + 3] - b[i + 3];
            s0 += d0 * d0;
            s1 += d1 * d1;
            s2 += d2 * d2;
            s3 += d3 * d3;
        }
        for (; i < a.length; i++) {
            s0 += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return s0 + s1 + s2 + s3;
    }

    /// Means over blocks; the last block of a side that does not divide evenly is larger.
    private static float[] smaller(float[] values, int from, int[] shape) {
        int directions = shape.length - 1;
        int most = directions > 2 ? SOLID_SIDE : SIDE;
        var sides = new int[directions];
        int cells = shape[0];
        for (int d = 0; d < directions; d++) {
            sides[d] = Math.min(most, shape[d + 1]);
            cells *= sides[d];
        }
        var sums = new float[cells];
        var counts = new int[cells];
        int size = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        for (int i = 0; i < size; i++) {
            int rest = i;
            int cell = 0;
            int stride = 1;
            for (int d = directions - 1; d >= 0; d--) {
                cell += Math.min(sides[d] - 1, rest % shape[d + 1] / (shape[d + 1] / sides[d])) * stride;
                stride *= sides[d];
                rest /= shape[d + 1];
            }
            cell += rest * stride;
            sums[cell] += values[from + i];
            counts[cell]++;
        }
        for (int i = 0; i < cells; i++) {
            sums[i] /= counts[i];
        }
        return sums;
    }
}
