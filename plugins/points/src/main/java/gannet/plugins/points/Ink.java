package gannet.plugins.points;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// Where points lie in pictures.
public enum Ink {
    DARK {
        @Override double amount(float value) { return (1 - value) / 2; }
    },
    BRIGHT {
        @Override double amount(float value) { return (1 + value) / 2; }
    };

    /// @param value of a grey picture, -1 for black to 1 for white
    abstract double amount(float value);

    /// So many points by chance, more of them where there is more ink in any of the pictures; everywhere if there is none.
    ///
    /// @param pictures `[n, 1, side, side]`
    /// @return `[count, 2]`, from left to right and from top to bottom, each from -1 to 1
    NDArray points(NDArray pictures, int count, RandomGenerator random) {
        int side = Math.toIntExact(pictures.size(2));
        var before = sums(pictures.toFloatArray(), side * side);
        double all = before[before.length - 1];
        var points = new float[2 * count];
        for (int i = 0; i < count; i++) {
            int place = all == 0 ? random.nextInt(side * side) : after(before, random.nextDouble() * all);
            points[2 * i] = (float) ((place % side + random.nextDouble()) / side * 2 - 1);
            points[2 * i + 1] = (float) ((place / side + random.nextDouble()) / side * 2 - 1);
        }
        return pictures.getManager().create(points, new Shape(count, 2));
    }

    /// The ink at all places up to each.
    private double[] sums(float[] values, int places) {
        var sums = new double[places];
        for (int i = 0; i < values.length; i++) {
            sums[i % places] += amount(values[i]);
        }
        Arrays.parallelPrefix(sums, Double::sum);
        return sums;
    }

    /// The first place at which there is more than this.
    private static int after(double[] before, double ink) {
        int low = 0;
        int high = before.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (before[middle] > ink) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
