package gannet.data;

/// Smooth random fields that are the same on every machine: values at whole places, from a hash, and between them a cubic.
///
/// @param seed of the field
record Noise(long seed) {
    /// From 0 to 1, changing over about one unit.
    double at(double x, double y) {
        var ix = Math.floor(x);
        var iy = Math.floor(y);
        var fx = smooth(x - ix);
        var fy = smooth(y - iy);
        var left = (long) ix;
        var top = (long) iy;
        var above = value(left, top) + fx * (value(left + 1, top) - value(left, top));
        var below = value(left, top + 1) + fx * (value(left + 1, top + 1) - value(left, top + 1));
        return above + fy * (below - above);
    }

    /// Several of them, each twice as fine and half as strong as the one before.
    double rough(double x, double y, int octaves) {
        var sum = 0.0;
        var weight = 0.5;
        var scale = 1.0;
        for (var i = 0; i < octaves; i++) {
            sum += weight * at(x * scale + 17 * i, y * scale - 31 * i);
            weight /= 2;
            scale *= 2;
        }
        return sum / (1 - 2 * weight);
    }

    private double value(long x, long y) {
        var z = seed + x * 0x9E3779B97F4A7C15L + y * 0xC2B2AE3D27D4EB4FL;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return ((z ^ (z >>> 31)) >>> 11) * 0x1p-53;
    }

    private static double smooth(double t) { return t * t * (3 - 2 * t); }
}
