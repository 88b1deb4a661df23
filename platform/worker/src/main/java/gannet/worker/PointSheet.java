package gannet.worker;

import gannet.run.Event;
import gannet.spi.Output;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Points of the plane as a sheet shows them: what lies under them from orange (0) over white (½) to blue (1), the true points as
/// small grey dots, and the others as larger dark ones.
final class PointSheet {
    private static final int TILE = 256;
    private static final int CHANNELS = 3;
    private static final int[] LOW = {238, 157, 88};
    private static final int[] MIDDLE = {250, 250, 248};
    private static final int[] HIGH = {112, 162, 222};
    private static final int[] TRUTH = {128, 128, 134};
    private static final int[] MADE = {150, 16, 66};
    private static final double SMALL = 1.3;
    private static final double LARGE = 1.9;

    private final byte[] pixels = new byte[TILE * TILE * CHANNELS];

    private PointSheet() {}

    static Sheet of(Output output) {
        int count = Math.toIntExact(output.values().size(0));
        int columns = (int) Math.ceil(Math.sqrt(count));
        int rows = Math.ceilDiv(count, columns);
        float[] made = output.values().toFloatArray();
        var ground = output.ground();
        float @Nullable [] surface = ground == null ? null : ground.surface().toFloatArray();
        float @Nullable [] truth = ground == null ? null : ground.truth().toFloatArray();
        var all = new byte[columns * rows * TILE * TILE * CHANNELS];
        for (int i = 0; i < count; i++) {
            var tile = new PointSheet();
            tile.fill(surface == null ? new float[] {0.5f} : part(surface, i, count));
            if (truth != null) {
                tile.dots(part(truth, i, count), SMALL, TRUTH);
            }
            tile.dots(part(made, i, count), LARGE, MADE);
            for (int y = 0; y < TILE; y++) {
                int at = ((i / columns * TILE + y) * columns + i % columns) * TILE * CHANNELS;
                System.arraycopy(tile.pixels, y * TILE * CHANNELS, all, at, TILE * CHANNELS);
            }
        }
        return new Sheet(new Event.Picture("points", columns, rows, TILE, TILE, count, List.of(), output.captions()), CHANNELS, all);
    }

    private static float[] part(float[] values, int index, int count) {
        int each = values.length / count;
        return Arrays.copyOfRange(values, index * each, (index + 1) * each);
    }

    /// Between four places the colour changes evenly.
    private void fill(float[] surface) {
        int side = (int) Math.round(Math.sqrt(surface.length));
        for (int y = 0; y < TILE; y++) {
            for (int x = 0; x < TILE; x++) {
                double value = Math.clamp(between(surface, side, place(x, side), place(y, side)), 0, 1);
                int[] end = value < 0.5 ? LOW : HIGH;
                double share = Math.abs(value - 0.5) * 2;
                for (int c = 0; c < CHANNELS; c++) {
                    pixels[(y * TILE + x) * CHANNELS + c] = (byte) Math.round(MIDDLE[c] + (end[c] - MIDDLE[c]) * share);
                }
            }
        }
    }

    private static double place(int pixel, int side) { return Math.clamp((pixel + 0.5) / TILE * side - 0.5, 0, side - 1); }

    private static double between(float[] surface, int side, double x, double y) {
        int left = (int) x;
        int top = (int) y;
        int right = Math.min(left + 1, side - 1);
        int below = Math.min(top + 1, side - 1);
        double above = surface[top * side + left] * (1 - x + left) + surface[top * side + right] * (x - left);
        double under = surface[below * side + left] * (1 - x + left) + surface[below * side + right] * (x - left);
        return above * (1 - y + top) + under * (y - top);
    }

    /// @param points all of the first direction, then all of the second
    private void dots(float[] points, double radius, int[] colour) {
        int count = points.length / 2;
        for (int i = 0; i < count; i++) {
            dot((points[i] + 1) / 2 * TILE, (points[count + i] + 1) / 2 * TILE, radius, colour);
        }
    }

    private void dot(double x, double y, double radius, int[] colour) {
        for (int row = (int) Math.max(0, y - radius - 1); row < Math.min(TILE, y + radius + 1); row++) {
            for (int column = (int) Math.max(0, x - radius - 1); column < Math.min(TILE, x + radius + 1); column++) {
                double inside = Math.clamp(radius + 0.5 - Math.hypot(column + 0.5 - x, row + 0.5 - y), 0, 1);
                int at = (row * TILE + column) * CHANNELS;
                for (int c = 0; c < CHANNELS; c++) {
                    int old = pixels[at + c] & 255;
                    pixels[at + c] = (byte) Math.round(old + (colour[c] - old) * inside);
                }
            }
        }
    }
}
