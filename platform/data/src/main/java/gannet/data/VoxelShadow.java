package gannet.data;

/// The soft shadow of a solid on the ground that it stands on.
final class VoxelShadow {
    private final int side;
    private final int margin;
    private final int wide;
    private final float[] dark;

    /// @param ground the lowest filled layer
    VoxelShadow(Solid solid, int ground) {
        side = solid.side();
        margin = Math.max(2, side / 3);
        wide = side + 2 * margin;
        dark = new float[wide * wide];
        for (var x = 0; x < side; x++) {
            for (var y = 0; y < side; y++) {
                for (var z = ground; z < side; z++) {
                    if (solid.at(x, y, z)) {
                        // what floats high above the ground darkens it less
                        dark[(x + margin) * wide + y + margin] = (float) Math.exp(-(z - ground) / (0.3 * side));
                        break;
                    }
                }
            }
        }
        var reach = Math.max(1, side / 16);
        for (var i = 0; i < 3; i++) {
            blur(reach, 1, wide);
            blur(reach, wide, 1);
        }
    }

    /// How dark the ground is there, 0 to 1, in voxels from the solid's corner.
    double at(double x, double y) {
        var px = x + margin - 0.5;
        var py = y + margin - 0.5;
        var ix = (int) Math.floor(px);
        var iy = (int) Math.floor(py);
        if (ix < 0 || iy < 0 || ix >= wide - 1 || iy >= wide - 1) {
            return 0;
        }
        var fx = px - ix;
        var fy = py - iy;
        var at = ix * wide + iy;
        return (1 - fx) * ((1 - fy) * dark[at] + fy * dark[at + 1]) + fx * ((1 - fy) * dark[at + wide] + fy * dark[at + wide + 1]);
    }

    private void blur(int reach, int step, int line) {
        var copy = new float[wide];
        for (var i = 0; i < wide; i++) {
            var start = i * line;
            var sum = 0f;
            for (var k = 0; k < wide; k++) {
                copy[k] = dark[start + k * step];
            }
            for (var k = -reach; k < wide; k++) {
                sum += k + reach < wide ? copy[k + reach] : 0;
                sum -= k - reach - 1 >= 0 ? copy[k - reach - 1] : 0;
                if (k >= 0) {
                    dark[start + k * step] = sum / (2 * reach + 1);
                }
            }
        }
    }
}
