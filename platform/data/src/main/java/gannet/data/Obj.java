package gannet.data;

import java.nio.charset.StandardCharsets;

/// Wavefront's `.obj` files, which every 3-D program reads. https://www.loc.gov/preservation/digital/formats/fdd/fdd000507.shtml
///
/// The cube that the solid stood in is 1 wide, and as most programs want it, y points up: turned as in [Binvox], so that the
/// two files of one object lie in the same place.
public final class Obj {
    private Obj() {}

    /// A file with a corner's direction beside it if the surface is smooth.
    ///
    /// @param remark a line for people at its beginning
    public static byte[] write(Surface surface, String remark) {
        var text = new StringBuilder("# ").append(remark.replaceAll("\\R", " ")).append("\n# ").append(surface.points().length / 3).append(" corners, ").append(surface.triangles().length / 3).append(" triangles\n");
        var points = surface.points();
        float side = surface.side();
        for (int i = 0; i < points.length; i += 3) {
            line(text, "v", points[i] / side, points[i + 2] / side, 1 - points[i + 1] / side);
        }
        var normals = surface.smooth() ? surface.normals() : new float[0];
        for (int i = 0; i < normals.length; i += 3) {
            line(text, "vn", normals[i], normals[i + 2], -normals[i + 1]);
        }
        text.append(surface.smooth() ? "s 1\n" : "s off\n");
        for (int i = 0; i < surface.triangles().length; i += 3) {
            text.append('f');
            for (int corner = i; corner < i + 3; corner++) {
                int number = surface.triangles()[corner] + 1;
                text.append(' ').append(number);
                if (surface.smooth()) {
                    text.append("//").append(number);
                }
            }
            text.append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void line(StringBuilder text, String kind, float x, float y, float z) {
        text.append(kind).append(' ').append(rounded(x)).append(' ').append(rounded(y)).append(' ').append(rounded(z)).append('\n');
    }

    /// To five digits; a cube of 256 voxels has steps of 0.004.
    private static double rounded(float value) { return Math.round(value * 1e5) / 1e5; }
}
