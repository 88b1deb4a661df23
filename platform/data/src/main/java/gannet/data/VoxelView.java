package gannet.data;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Draws solids as people would photograph them: seen from above at an angle, lit from the upper left, with a soft shadow
/// below. Faces are drawn from near to far, each where nothing stands before it, at twice the size, and averaged at the end.
public final class VoxelView {
    /// Degrees by which a solid is turned about its third axis in the usual view, and from which one looks down on it.
    public static final double TURN = -55;
    public static final double RISE = 24;

    static final int LARGEST = 1_024;
    private static final int FINE = 2;
    private static final int GROUND = 0xF2F1EE;
    /// In linear light: fully lit, and not at all.
    private static final double[] LIT = {0.93, 0.70, 0.47};
    private static final double[] UNLIT = {0.045, 0.045, 0.075};
    private static final double SHADOW = 0.42;
    private static final float NOTHING = -1;
    /// How much larger a small solid is drawn than its cube would allow.
    private static final double ENLARGED = 1.4;

    private final Solid solid;
    private final int side;
    private final int wide;
    private final double[] right;
    private final double[] up;
    private final double[] toward;
    private final VoxelLight light;
    /// Of each fine pixel; [#NOTHING] where none of the solid is.
    private final float[] bright;
    private final Box box;
    private final double scale;

    /// Where anything is filled.
    private record Box(int[] low, int[] high) {
        static Box of(Solid solid) {
            var n = solid.side();
            var low = new int[] {n, n, n};
            var high = new int[] {0, 0, 0};
            for (var x = 0; x < n; x++) {
                for (var y = 0; y < n; y++) {
                    for (var z = 0; z < n; z++) {
                        if (solid.at(x, y, z)) {
                            low = new int[] {Math.min(low[0], x), Math.min(low[1], y), Math.min(low[2], z)};
                            high = new int[] {Math.max(high[0], x + 1), Math.max(high[1], y + 1), Math.max(high[2], z + 1)};
                        }
                    }
                }
            }
            return low[0] < n ? new Box(low, high) : new Box(new int[3], new int[] {n, n, n});
        }

        double middle(int axis) { return (low[axis] + high[axis]) / 2.0; }
    }

    private VoxelView(Solid solid, int pixels, double turn, double rise) {
        this.solid = solid;
        side = solid.side();
        wide = pixels * FINE;
        var a = StrictMath.toRadians(turn);
        var b = StrictMath.toRadians(rise);
        right = new double[] {StrictMath.cos(a), StrictMath.sin(a), 0};
        toward = new double[] {StrictMath.sin(a) * StrictMath.cos(b), -StrictMath.cos(a) * StrictMath.cos(b), StrictMath.sin(b)};
        up = new double[] {-StrictMath.sin(a) * StrictMath.sin(b), StrictMath.cos(a) * StrictMath.sin(b), StrictMath.cos(b)};
        light = new VoxelLight(solid, right, toward);
        bright = new float[wide * wide];
        Arrays.fill(bright, NOTHING);
        box = Box.of(solid);
        scale = scale();
    }

    /// The usual view.
    ///
    /// @param pixels width and height    @return ARGB row by row, see-through where there is neither solid nor shadow
    public static int[] draw(Solid solid, int pixels) { return draw(solid, pixels, TURN, RISE); }

    /// @param turn degrees about the third axis    @param rise degrees from which one looks down, −90 to 90
    public static int[] draw(Solid solid, int pixels, double turn, double rise) {
        if (pixels < 1 || pixels > LARGEST) {
            throw new IllegalArgumentException("A view is from 1 to " + LARGEST + " pixels wide, not " + pixels);
        }
        var view = new VoxelView(solid, pixels, turn, rise);
        view.solid();
        return view.averaged();
    }

    /// The usual view on a light ground.
    static Pixels usual(Solid solid, int pixels) {
        var drawn = draw(solid, pixels);
        var values = new byte[pixels * pixels * 3];
        for (var i = 0; i < drawn.length; i++) {
            var alpha = drawn[i] >>> 24;
            for (var c = 0; c < 3; c++) {
                var shift = 16 - 8 * c;
                values[i * 3 + c] = (byte) (((drawn[i] >> shift & 255) * alpha + (GROUND >> shift & 255) * (255 - alpha) + 127) / 255);
            }
        }
        return new Pixels(pixels, pixels, 3, values);
    }

    /// Fine pixels that a voxel's edge is long, so that all of it is seen.
    private double scale() {
        var across = 0.0;
        var cube = 0.0;
        for (var axis : new double[][] {right, up}) {
            var extent = 0.0;
            var whole = 0.0;
            for (var i = 0; i < 3; i++) {
                extent += Math.abs(axis[i]) * (box.high[i] - box.low[i]);
                whole += Math.abs(axis[i]) * side;
            }
            across = Math.max(across, extent);
            cube = Math.max(cube, whole);
        }
        return 0.92 * wide / Math.max(across, cube / ENLARGED);
    }

    private double screen(double[] axis, double x, double y, double z) {
        var along = axis[0] * (x - box.middle(0)) + axis[1] * (y - box.middle(1)) + axis[2] * (z - box.middle(2));
        return wide / 2.0 + (axis == up ? -scale : scale) * along;
    }

    /// All faces that can be seen, from near to far.
    private void solid() {
        var sign = new int[3];
        for (var i = 0; i < 3; i++) {
            sign[i] = toward[i] >= 0 ? 1 : -1;
        }
        for (var i = 0; i < side; i++) {
            var x = sign[0] < 0 ? i : side - 1 - i;
            for (var j = 0; j < side; j++) {
                var y = sign[1] < 0 ? j : side - 1 - j;
                for (var k = 0; k < side; k++) {
                    var z = sign[2] < 0 ? k : side - 1 - k;
                    if (solid.at(x, y, z)) {
                        faces(x, y, z, sign);
                    }
                }
            }
        }
    }

    private void faces(int x, int y, int z, int[] sign) {
        if (!solid.at(x + sign[0], y, z)) {
            face(x, y, z, 0, sign[0]);
        }
        if (!solid.at(x, y + sign[1], z)) {
            face(x, y, z, 1, sign[1]);
        }
        if (!solid.at(x, y, z + sign[2])) {
            face(x, y, z, 2, sign[2]);
        }
    }

    private void face(int x, int y, int z, int axis, int sign) {
        var corner = new double[] {x, y, z};
        corner[axis] += sign > 0 ? 1 : 0;
        var left = screen(right, corner[0], corner[1], corner[2]);
        var top = screen(up, corner[0], corner[1], corner[2]);
        var u = (axis + 1) % 3;
        var v = (axis + 2) % 3;
        // a place on the face is corner + s·u + t·v; on the screen that is a parallelogram
        var ux = scale * right[u];
        var uy = -scale * up[u];
        var vx = scale * right[v];
        var vy = -scale * up[v];
        var area = ux * vy - uy * vx;
        if (Math.abs(area) < 1e-9) {
            return;
        }
        var x0 = Math.max(0, (int) Math.floor(left + Math.min(0, ux) + Math.min(0, vx)));
        var x1 = Math.min(wide - 1, (int) Math.ceil(left + Math.max(0, ux) + Math.max(0, vx)));
        var y0 = Math.max(0, (int) Math.floor(top + Math.min(0, uy) + Math.min(0, vy)));
        var y1 = Math.min(wide - 1, (int) Math.ceil(top + Math.max(0, uy) + Math.max(0, vy)));
        double @Nullable [] corners = null;
        for (var py = y0; py <= y1; py++) {
            var dx = x0 + 0.5 - left;
            var dy = py + 0.5 - top;
            var s = (dx * vy - dy * vx) / area;
            var t = (dy * ux - dx * uy) / area;
            for (var px = x0; px <= x1; px++) {
                if (s >= -1e-6 && s <= 1 + 1e-6 && t >= -1e-6 && t <= 1 + 1e-6 && bright[py * wide + px] == NOTHING) {
                    corners = corners == null ? corners(x, y, z, axis, sign) : corners;
                    bright[py * wide + px] = (float) ((1 - s) * ((1 - t) * corners[0] + t * corners[1]) + s * ((1 - t) * corners[2] + t * corners[3]));
                }
                s += vy / area;
                t -= uy / area;
            }
        }
    }

    /// How bright a face is at its corners.
    private double[] corners(int x, int y, int z, int axis, int sign) {
        var lit = light.of(x, y, z, axis, sign) * depth(x, y, z);
        return new double[] {lit * light.corner(x, y, z, axis, sign, -1, -1), lit * light.corner(x, y, z, axis, sign, -1, 1),
            lit * light.corner(x, y, z, axis, sign, 1, -1), lit * light.corner(x, y, z, axis, sign, 1, 1)};
    }

    /// What is farther away is a little darker.
    private double depth(int x, int y, int z) {
        var near = (toward[0] * (x + 0.5 - side / 2.0) + toward[1] * (y + 0.5 - side / 2.0) + toward[2] * (z + 0.5 - side / 2.0)) / side;
        return 0.94 + 0.16 * near;
    }

    private int[] averaged() {
        var pixels = wide / FINE;
        var shadow = new VoxelShadow(solid, box.low[2]);
        var out = new int[pixels * pixels];
        for (var y = 0; y < pixels; y++) {
            for (var x = 0; x < pixels; x++) {
                var sum = 0.0;
                var count = 0;
                for (var i = 0; i < FINE * FINE; i++) {
                    var one = bright[(y * FINE + i / FINE) * wide + x * FINE + i % FINE];
                    if (one != NOTHING) {
                        sum += one;
                        count++;
                    }
                }
                var covered = count / (double) (FINE * FINE);
                out[y * pixels + x] = colour(count == 0 ? 0 : sum / count, covered, covered == 1 ? 0 : SHADOW * shadow((x + 0.5) * FINE, (y + 0.5) * FINE, shadow));
            }
        }
        return out;
    }

    /// How dark the ground is under a fine pixel.
    private double shadow(double px, double py, VoxelShadow shadow) {
        if (toward[2] < 0.05) {
            return 0;
        }
        var across = (px - wide / 2.0) / scale;
        // along the view's up, less what the ground's depth below the middle makes of it
        var along = ((wide / 2.0 - py) / scale - up[2] * (box.low[2] - box.middle(2))) / toward[2];
        // the ground's own directions in the view: right, and away from whoever looks
        var x = box.middle(0) + across * right[0] - along * right[1];
        var y = box.middle(1) + across * right[1] + along * right[0];
        return shadow.at(x, y);
    }

    /// The solid over its shadow, which is black.
    private static int colour(double bright, double covered, double shadow) {
        var alpha = covered + (1 - covered) * shadow;
        var argb = (int) (alpha * 255 + 0.5) << 24;
        for (var c = 0; c < 3 && covered > 0; c++) {
            var linear = Math.clamp(UNLIT[c] + (LIT[c] - UNLIT[c]) * bright, 0, 1);
            argb |= (int) (255 * Math.pow(linear, 1 / 2.2) * covered / alpha + 0.5) << 16 - 8 * c;
        }
        return argb;
    }
}
