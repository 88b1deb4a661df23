package gannet.kit;

/// How near a picture comes to the true one, as the literature on enlarging photographs measures it: rounded to 8 bits, on
/// brightness alone (Y of ITU-R BT.601 as MATLAB's `rgb2ycbcr` has it, 16 to 235, not rounded), without the border.
/// Pictures are planes `[1 or 3, height, width]` with values from −1 to 1.
///
/// @param border so many pixels at each edge do not count; usually the factor of the enlargement
public record Fidelity(int border) {
    private static final double PEAK = 255;
    private static final int WINDOW = 11;
    private static final double[] GAUSSIAN = gaussian(1.5);

    public Fidelity {
        if (border < 0) {
            throw new IllegalArgumentException("A border is 0 or more pixels wide, not " + border);
        }
    }

    /// How the first figure is to be called: `PSNR (Y, border 4)`.
    public String psnr() { return "PSNR (Y, border " + border + ")"; }

    /// How the second figure is to be called: `SSIM (Y, border 4)`.
    public String ssim() { return "SSIM (Y, border " + border + ")"; }

    /// Peak signal-to-noise ratio in dB: `10 log₁₀(255² / mean (a − b)²)`; infinite for equal pictures.
    public double psnr(float[] picture, float[] truth, int height, int width) {
        var a = brightness(picture, height, width);
        var b = brightness(truth, height, width);
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return 10 * Math.log10(PEAK * PEAK * a.length / sum);
    }

    /// Structural similarity, 1 for equal pictures: Wang et al. 2004, https://doi.org/10.1109/TIP.2003.819861, with a Gaussian
    /// window of 11 × 11 (σ 1.5), K 0.01 and 0.03, only where the window lies inside.
    public double ssim(float[] picture, float[] truth, int height, int width) {
        int high = height - 2 * border;
        int wide = width - 2 * border;
        if (high < WINDOW || wide < WINDOW) {
            throw new IllegalArgumentException("SSIM needs %d × %d pixels inside the border, not %d × %d".formatted(WINDOW, WINDOW, high, wide));
        }
        var a = brightness(picture, height, width);
        var b = brightness(truth, height, width);
        var meanA = blurred(a, high, wide);
        var meanB = blurred(b, high, wide);
        var squareA = blurred(product(a, a), high, wide);
        var squareB = blurred(product(b, b), high, wide);
        var both = blurred(product(a, b), high, wide);
        double c1 = Math.pow(0.01 * PEAK, 2);
        double c2 = Math.pow(0.03 * PEAK, 2);
        double sum = 0;
        for (int i = 0; i < meanA.length; i++) {
            double means = meanA[i] * meanB[i];
            double squares = meanA[i] * meanA[i] + meanB[i] * meanB[i];
            sum += (2 * means + c1) * (2 * (both[i] - means) + c2) / ((squares + c1) * (squareA[i] + squareB[i] - squares + c2));
        }
        return sum / meanA.length;
    }

    private double[] brightness(float[] planes, int height, int width) {
        int plane = height * width;
        if (planes.length != plane && planes.length != 3 * plane || height <= 2 * border || width <= 2 * border) {
            throw new IllegalArgumentException("%d values are no picture of %d × %d in grey or colour, larger than its border of %d"
                    .formatted(planes.length, height, width, border));
        }
        int colours = planes.length / plane;
        var y = new double[(height - 2 * border) * (width - 2 * border)];
        int at = 0;
        for (int row = border; row < height - border; row++) {
            for (int column = border; column < width - border; column++) {
                int i = row * width + column;
                double red = eightBits(planes[i]);
                double green = colours == 1 ? red : eightBits(planes[plane + i]);
                double blue = colours == 1 ? red : eightBits(planes[2 * plane + i]);
                y[at++] = 16 + (65.481 * red + 128.553 * green + 24.966 * blue) / PEAK;
            }
        }
        return y;
    }

    private static double eightBits(float value) { return Math.clamp(Math.round((value + 1) * 127.5), 0, 255); }

    private static double[] product(double[] a, double[] b) {
        var product = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            product[i] = a[i] * b[i];
        }
        return product;
    }

    private static double[] blurred(double[] values, int high, int wide) {
        int narrower = wide - WINDOW + 1;
        var rows = new double[high * narrower];
        for (int i = 0; i < rows.length; i++) {
            int from = i / narrower * wide + i % narrower;
            for (int k = 0; k < WINDOW; k++) {
                rows[i] += GAUSSIAN[k] * values[from + k];
            }
        }
        var out = new double[(high - WINDOW + 1) * narrower];
        for (int i = 0; i < out.length; i++) {
            for (int k = 0; k < WINDOW; k++) {
                out[i] += GAUSSIAN[k] * rows[i + k * narrower];
            }
        }
        return out;
    }

    private static double[] gaussian(double sigma) {
        var weights = new double[WINDOW];
        double sum = 0;
        for (int i = 0; i < WINDOW; i++) {
            weights[i] = Math.exp(-Math.pow(i - WINDOW / 2, 2) / (2 * sigma * sigma));
            sum += weights[i];
        }
        for (int i = 0; i < WINDOW; i++) {
            weights[i] /= sum;
        }
        return weights;
    }
}
