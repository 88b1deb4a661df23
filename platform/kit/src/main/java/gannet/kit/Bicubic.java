package gannet.kit;

import java.util.Arrays;

/// Pictures made smaller or larger as MATLAB's `imresize` does it, the reference of those who enlarge photographs: Keys'
/// cubic (1981, a = −½), widened when it shrinks so that nothing aliases, rows before columns unless columns shrink more.
/// Pictures are planes, `[channels, height, width]`. Weights are calculated once; safe for threads.
public final class Bicubic {
    private static final int BYTE = 255;
    private static final float HALF = 127.5f;

    private final Taps down;
    private final Taps across;

    /// What lies beyond a picture's edge.
    public enum Edge {
        /// The picture once more, mirrored: MATLAB since 2011.
        MIRRORED,
        /// The outermost pixel again and again: MATLAB before, which made the usual files of Set5.
        REPEATED
    }

    public Bicubic(int height, int width, int newHeight, int newWidth) { this(height, width, newHeight, newWidth, Edge.MIRRORED); }

    public Bicubic(int height, int width, int newHeight, int newWidth, Edge edge) {
        if (Math.min(Math.min(height, width), Math.min(newHeight, newWidth)) < 1) {
            throw new IllegalArgumentException("A picture has a height and a width of at least 1, not %d × %d resized to %d × %d"
                    .formatted(height, width, newHeight, newWidth));
        }
        down = Taps.of(height, newHeight, edge);
        across = Taps.of(width, newWidth, edge);
    }

    /// Of numbers in any range; results may overshoot it a little, as cubics do.
    public float[] resized(float[] planes) { return resized(planes, false); }

    /// Of 8-bit values. They are rounded after each of the two directions, as MATLAB rounds pictures of integers.
    public byte[] resized(byte[] planes) {
        var values = new float[planes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = planes[i] & BYTE;
        }
        var resized = resized(values, true);
        var bytes = new byte[resized.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (int) resized[i];
        }
        return bytes;
    }

    /// Of a picture with values from −1 to 1, rounded to 8 bits before and after, as if it had been saved.
    public float[] picture(float[] planes) {
        var values = new float[planes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.round((planes[i] + 1) * HALF);
        }
        var resized = resized(values, true);
        for (int i = 0; i < resized.length; i++) {
            resized[i] = resized[i] / HALF - 1;
        }
        return resized;
    }

    private float[] resized(float[] planes, boolean bytes) {
        int each = down.from * across.from;
        if (planes.length % each != 0) {
            throw new IllegalArgumentException(planes.length + " values are no planes of " + down.from + " × " + across.from);
        }
        int channels = planes.length / each;
        boolean rowsFirst = (double) down.to / down.from <= (double) across.to / across.from;
        return rowsFirst
                ? across.alongRows(down.alongColumns(planes, channels, across.from, bytes), bytes)
                : down.alongColumns(across.alongRows(planes, bytes), channels, across.to, bytes);
    }

    /// Which old values make each new one, and with what weights, which sum to 1.
    ///
    /// @param at `[to, taps]`    @param weights likewise
    private record Taps(int from, int to, int taps, int[] at, double[] weights) {
        static Taps of(int from, int to, Edge edge) {
            double scale = (double) to / from;
            double shrink = Math.min(scale, 1);
            int taps = (int) Math.ceil(4 / shrink) + 2;
            var at = new int[to * taps];
            var weights = new double[to * taps];
            for (int i = 0; i < to; i++) {
                double centre = (i + 0.5) / scale - 0.5;
                int first = (int) Math.floor(centre - 2 / shrink);
                double sum = 0;
                for (int k = 0; k < taps; k++) {
                    double weight = cubic((centre - first - k) * shrink);
                    at[i * taps + k] = inside(first + k, from, edge);
                    weights[i * taps + k] = weight;
                    sum += weight;
                }
                for (int k = 0; k < taps; k++) {
                    weights[i * taps + k] /= sum;
                }
            }
            return new Taps(from, to, taps, at, weights);
        }

        private static double cubic(double x) {
            double d = Math.abs(x);
            if (d <= 1) {
                return (1.5 * d - 2.5) * d * d + 1;
            }
            return d <= 2 ? ((-0.5 * d + 2.5) * d - 4) * d + 2 : 0;
        }

        private static int inside(int index, int count, Edge edge) {
            return switch (edge) {
                case REPEATED -> Math.clamp(index, 0, count - 1);
                case MIRRORED -> {
                    int turn = Math.floorMod(index, 2 * count);
                    yield turn < count ? turn : 2 * count - 1 - turn;
                }
            };
        }

        float[] alongRows(float[] planes, boolean bytes) {
            int rows = planes.length / from;
            var out = new float[rows * to];
            for (int row = 0; row < rows; row++) {
                for (int i = 0; i < to; i++) {
                    double sum = 0;
                    for (int k = i * taps; k < (i + 1) * taps; k++) {
                        sum += weights[k] * planes[row * from + at[k]];
                    }
                    out[row * to + i] = rounded(sum, bytes);
                }
            }
            return out;
        }

        float[] alongColumns(float[] planes, int channels, int width, boolean bytes) {
            var out = new float[channels * to * width];
            var line = new double[width];
            for (int row = 0; row < channels * to; row++) {
                Arrays.fill(line, 0);
                int plane = row / to * from;
                for (int k = row % to * taps; k < (row % to + 1) * taps; k++) {
                    int start = (plane + at[k]) * width;
                    for (int x = 0; x < width; x++) {
                        line[x] += weights[k] * planes[start + x];
                    }
                }
                for (int x = 0; x < width; x++) {
                    out[row * width + x] = rounded(line[x], bytes);
                }
            }
            return out;
        }

        private static float rounded(double value, boolean bytes) {
            return bytes ? (float) Math.clamp(Math.floor(value + 0.5), 0, BYTE) : (float) value;
        }
    }
}
