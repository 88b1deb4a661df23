package gannet.kit;

import java.util.Arrays;

/// The pattern that uneven upsampling leaves in pictures (Odena et al. 2016, https://distill.pub/2016/deconv-checkerboard/):
/// it repeats every two or four pixels, so it stands out of the spectrum at exactly these periods, where natural pictures
/// have nothing that their neighbours in the spectrum do not have.
public final class Checkerboard {
    private static final int SMALLEST = 16;
    private static final int NEIGHBOURS = 3;

    private Checkerboard() {}

    /// How much the amplitude at these periods exceeds that of its neighbours in the mean spectrum of the pictures: about 1 if
    /// nothing stands out. NaN for pictures below 16 pixels, or without any pattern.
    ///
    /// @param values pictures one after the other, channels first
    public static double strength(float[] values, int channels, int height, int width) {
        int side = Integer.highestOneBit(Math.min(height, width));
        int count = values.length / (channels * height * width);
        if (side < SMALLEST || count == 0) {
            return Double.NaN;
        }
        var power = new double[side * side];
        for (int i = 0; i < count; i++) {
            add(power, values, i * channels * height * width, channels, height, width, side);
        }
        double worst = Double.NaN;
        for (int period = 2; period <= 4; period *= 2) {
            int at = side / period;
            for (var point : new int[][] {{0, at}, {at, 0}, {at, at}, {side / 2, at}, {at, side / 2}}) {
                double strength = Math.sqrt(power[point[0] * side + point[1]] / around(power, side, point[0], point[1]));
                worst = Double.isNaN(worst) ? strength : Math.max(worst, strength);
            }
        }
        return worst;
    }

    /// The median power beside a point, along those directions in which it is not constant.
    private static double around(double[] power, int side, int v, int u) {
        var near = new double[(2 * NEIGHBOURS + 1) * (2 * NEIGHBOURS + 1)];
        int count = 0;
        for (int dv = v == 0 ? 0 : -NEIGHBOURS; dv <= (v == 0 ? 0 : NEIGHBOURS); dv++) {
            for (int du = u == 0 ? 0 : -NEIGHBOURS; du <= (u == 0 ? 0 : NEIGHBOURS); du++) {
                if ((dv != 0 || v == 0) && (du != 0 || u == 0)) {
                    near[count++] = power[Math.floorMod(v + dv, side) * side + Math.floorMod(u + du, side)];
                }
            }
        }
        Arrays.sort(near, 0, count);
        return near[count / 2];
    }

    private static void add(double[] power, float[] values, int from, int channels, int height, int width, int side) {
        var real = new double[side * side];
        for (int c = 0; c < channels; c++) {
            for (int y = 0; y < side; y++) {
                for (int x = 0; x < side; x++) {
                    real[y * side + x] += values[from + (c * height + y) * width + x];
                }
            }
        }
        var imaginary = new double[side * side];
        for (int y = 0; y < side; y++) {
            transform(real, imaginary, y * side, 1, side);
        }
        for (int x = 0; x < side; x++) {
            transform(real, imaginary, x, side, side);
        }
        for (int i = 0; i < power.length; i++) {
            power[i] += real[i] * real[i] + imaginary[i] * imaginary[i];
        }
    }

    /// The discrete Fourier transform of Cooley and Tukey, in place.
    private static void transform(double[] real, double[] imaginary, int from, int stride, int size) {
        for (int i = 1, j = 0; i < size; i++) {
            int bit = size >> 1;
            for (; (j & bit) != 0; bit >>= 1) {
                j ^= bit;
            }
            j ^= bit;
            if (i < j) {
                swap(real, from + i * stride, from + j * stride);
                swap(imaginary, from + i * stride, from + j * stride);
            }
        }
        for (int length = 2; length <= size; length <<= 1) {
            for (int k = 0; k < length / 2; k++) {
                double cosine = Math.cos(-2 * Math.PI * k / length);
                double sine = Math.sin(-2 * Math.PI * k / length);
                for (int start = k; start < size; start += length) {
                    int a = from + start * stride;
                    int b = from + (start + length / 2) * stride;
                    double re = real[b] * cosine - imaginary[b] * sine;
                    double im = real[b] * sine + imaginary[b] * cosine;
                    real[b] = real[a] - re;
                    imaginary[b] = imaginary[a] - im;
                    real[a] += re;
                    imaginary[a] += im;
                }
            }
        }
    }

    private static void swap(double[] values, int i, int j) {
        double value = values[i];
        values[i] = values[j];
        values[j] = value;
    }
}
