package gannet.data;

/// How bright a solid's faces are: how much of the sky they see, and which way the surface around them leans, so that what is
/// round looks round although it is made of cubes.
final class VoxelLight {
    /// Where the light comes from, to be turned with the view: mostly from above, from the left, and a little from in front.
    private static final double FROM_ABOVE = 0.80;
    private static final double FROM_LEFT = 0.52;
    private static final double FROM_FRONT = 0.30;
    private static final double AMBIENT = 0.34;
    private static final int LEAN = 2;
    private static final double ROUND = 0.36;

    private final Solid solid;
    private final int side;
    /// Filled voxels before each corner, so that those in a box are eight reads.
    private final int[] sums;
    private final int reach;
    private final double[] light;

    /// @param right across the view    @param toward whoever looks    @param up the solid's third axis
    VoxelLight(Solid solid, double[] right, double[] toward) {
        this.solid = solid;
        side = solid.side();
        sums = sums(solid.values(), side);
        reach = Math.max(2, Math.round(side / 9f));
        var front = Math.hypot(toward[0], toward[1]);
        light = unit(
                -FROM_LEFT * right[0] + FROM_FRONT * toward[0] / front,
                -FROM_LEFT * right[1] + FROM_FRONT * toward[1] / front,
                FROM_ABOVE);
    }

    /// From 0, dark, to about 1.
    ///
    /// @param axis that the face stands across    @param sign the side of the voxel on which it is
    double of(int x, int y, int z, int axis, int sign) {
        var normal = new double[3];
        for (var i = 0; i < 3; i++) {
            normal[i] = leaning(x, y, z, i);
        }
        var length = Math.sqrt(normal[0] * normal[0] + normal[1] * normal[1] + normal[2] * normal[2]);
        for (var i = 0; i < 3; i++) {
            normal[i] = (length > 0 ? ROUND * normal[i] / length : 0) + (i == axis ? (1 - ROUND) * sign : 0);
        }
        normal = unit(normal[0], normal[1], normal[2]);
        var lit = Math.max(0, normal[0] * light[0] + normal[1] * light[1] + normal[2] * light[2]);
        var sky = 0.72 + 0.28 * normal[2];
        var open = openness(x, y, z, axis, sign);
        return AMBIENT * sky * open + (1 - AMBIENT) * 1.12 * lit * (0.35 + 0.65 * open);
    }

    /// How dark a corner of a face is for the voxels that stand against it, from 0.5 to 1.
    ///
    /// @param u along one of the face's axes, −1 or 1    @param v along the other one
    double corner(int x, int y, int z, int axis, int sign, int u, int v) {
        var at = new int[] {x, y, z};
        at[axis] += sign;
        var first = (axis + 1) % 3;
        var second = (axis + 2) % 3;
        var one = filled(at, first, u, second, 0);
        var two = filled(at, first, 0, second, v);
        var standing = one && two ? 3 : (one ? 1 : 0) + (two ? 1 : 0) + (filled(at, first, u, second, v) ? 1 : 0);
        return 1 - 0.15 * standing;
    }

    private boolean filled(int[] at, int first, int u, int second, int v) {
        var there = at.clone();
        there[first] += u;
        there[second] += v;
        return solid.at(there[0], there[1], there[2]);
    }

    /// The share of the room before a face that is empty, a little exaggerated.
    private double openness(int x, int y, int z, int axis, int sign) {
        var at = new int[] {x, y, z};
        at[axis] += sign * (reach + 1);
        var whole = 2.0 * reach + 1;
        return Math.max(0.15, 1 - 1.25 * filled(at, reach) / (whole * whole * whole));
    }

    /// Where the solid ends along an axis, seen from a small neighbourhood.
    private double leaning(int x, int y, int z, int axis) {
        var before = new int[] {x, y, z};
        var behind = new int[] {x, y, z};
        before[axis] -= LEAN;
        behind[axis] += LEAN;
        return filled(before, LEAN) - filled(behind, LEAN);
    }

    /// Filled voxels in the box of this reach around a place.
    private int filled(int[] at, int around) {
        var n = side + 1;
        var x0 = clamp(at[0] - around) * n * n;
        var x1 = clamp(at[0] + around + 1) * n * n;
        var y0 = clamp(at[1] - around) * n;
        var y1 = clamp(at[1] + around + 1) * n;
        var z0 = clamp(at[2] - around);
        var z1 = clamp(at[2] + around + 1);
        return sums[x1 + y1 + z1] - sums[x0 + y1 + z1] - sums[x1 + y0 + z1] - sums[x1 + y1 + z0]
                + sums[x0 + y0 + z1] + sums[x0 + y1 + z0] + sums[x1 + y0 + z0] - sums[x0 + y0 + z0];
    }

    private int clamp(int value) { return Math.clamp(value, 0, side); }

    private static int[] sums(byte[] values, int side) {
        var n = side + 1;
        var sums = new int[n * n * n];
        var i = 0;
        for (var x = 1; x < n; x++) {
            for (var y = 1; y < n; y++) {
                var row = 0;
                var at = (x * n + y) * n;
                for (var z = 1; z < n; z++) {
                    row += values[i++];
                    sums[at + z] = row + sums[at + z - n] + sums[at + z - n * n] - sums[at + z - n * n - n];
                }
            }
        }
        return sums;
    }

    private static double[] unit(double x, double y, double z) {
        var length = Math.sqrt(x * x + y * y + z * z);
        return new double[] {x / length, y / length, z / length};
    }
}
