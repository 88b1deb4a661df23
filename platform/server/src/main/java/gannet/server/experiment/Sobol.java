package gannet.server.experiment;

/// Sobol's sequence: points that fill a cube evenly, however many are taken. In the order of Gray codes, with the direction
/// numbers of Joe and Kuo (new-joe-kuo-6, "Constructing Sobol sequences with better two-dimensional projections", 2008).
final class Sobol {
    static final int MOST_DIMENSIONS = 21;

    private static final int BITS = 31;

    /// By dimension from the second one: the polynomial's inner coefficients as bits, then the first direction numbers.
    private static final int[][] JOE_KUO = {
        {0, 1}, {1, 1, 3}, {1, 1, 3, 1}, {2, 1, 1, 1}, {1, 1, 1, 3, 3}, {4, 1, 3, 5, 13}, {2, 1, 1, 5, 5, 17}, {4, 1, 1, 5, 5, 5}, {7, 1, 1, 7, 11, 19},
        {11, 1, 1, 5, 1, 1}, {13, 1, 1, 1, 3, 11}, {14, 1, 3, 5, 5, 31}, {1, 1, 3, 3, 9, 7, 49}, {13, 1, 1, 1, 15, 21, 21}, {16, 1, 3, 1, 13, 27, 49},
        {19, 1, 1, 1, 15, 7, 5}, {22, 1, 3, 1, 15, 13, 25}, {25, 1, 1, 5, 5, 19, 61}, {1, 1, 3, 7, 11, 23, 15, 103}, {4, 1, 3, 7, 13, 13, 15, 69}};

    private final int[][] directions;
    private final int[] point;
    private int taken;

    Sobol(int dimensions) {
        if (dimensions < 1 || dimensions > MOST_DIMENSIONS) {
            throw new IllegalArgumentException("A Sobol sequence here has from 1 to " + MOST_DIMENSIONS + " dimensions, not " + dimensions);
        }
        directions = new int[dimensions][];
        for (int d = 0; d < dimensions; d++) {
            directions[d] = d == 0 ? halves() : directions(JOE_KUO[d - 1]);
        }
        point = new int[dimensions];
    }

    /// The next point of [0, 1)ⁿ; the first is the corner of zeros, without which powers of two would no longer be balanced.
    double[] next() {
        if (taken > 0) {
            int changed = Integer.numberOfTrailingZeros(taken);
            for (int d = 0; d < point.length; d++) {
                point[d] ^= directions[d][changed];
            }
        }
        taken++;
        var next = new double[point.length];
        for (int d = 0; d < next.length; d++) {
            next[d] = point[d] / (double) (1L << BITS);
        }
        return next;
    }

    private static int[] halves() {
        var v = new int[BITS];
        for (int i = 0; i < BITS; i++) {
            v[i] = 1 << BITS - 1 - i;
        }
        return v;
    }

    /// v of the paper: mᵢ shifted to the top, and beyond the given ones the recurrence of the primitive polynomial.
    private static int[] directions(int[] row) {
        int a = row[0];
        int s = row.length - 1;
        var v = new int[BITS];
        for (int i = 0; i < BITS; i++) {
            if (i < s) {
                v[i] = row[i + 1] << BITS - 1 - i;
                continue;
            }
            v[i] = v[i - s] ^ v[i - s] >>> s;
            for (int k = 1; k < s; k++) {
                v[i] ^= (a >> s - 1 - k & 1) * v[i - k];
            }
        }
        return v;
    }
}
