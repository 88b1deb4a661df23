package gannet.worker;

import gannet.data.Npz;
import gannet.data.Solid;
import gannet.data.VoxelView;
import gannet.run.Event;
import gannet.spi.Output;
import java.util.Arrays;
import java.util.Map;

/// Voxel grids as a sheet shows them: what is more than half full, all of it and not just the largest piece, seen from the
/// usual side on a see-through ground. How full each voxel is goes into a file beside the sheet.
final class VoxelSheet {
    private static final float FULL = 255;
    private static final int PIXELS_PER_VOXEL = 4;
    private static final int LEAST = 64;
    private static final int MOST = 256;

    private VoxelSheet() {}

    static Sheet of(Output output, int side) {
        float[] values = output.values().toFloatArray();
        int count = Math.toIntExact(output.values().size(0));
        int columns = (int) Math.ceil(Math.sqrt(count));
        int rows = Math.ceilDiv(count, columns);
        int tile = Math.clamp((long) side * PIXELS_PER_VOXEL, LEAST, MOST);
        int grid = side * side * side;
        var pixels = new byte[columns * rows * tile * tile * Sheet.WITH_ALPHA];
        for (int i = 0; i < count; i++) {
            var solid = Solid.of(side, Arrays.copyOfRange(values, i * grid, (i + 1) * grid), SolidFile.HALF);
            put(VoxelView.draw(solid, tile), tile, pixels, columns * tile, i % columns * tile, i / columns * tile);
        }
        var media = new Event.Picture("voxels", columns, rows, tile, tile, count);
        return new Sheet(media, Sheet.WITH_ALPHA, pixels, Map.of("npz", Npz.write("voxels", asBytes(values), count, side, side, side)));
    }

    private static void put(int[] view, int tile, byte[] pixels, int line, int left, int top) {
        for (int y = 0; y < tile; y++) {
            for (int x = 0; x < tile; x++) {
                int argb = view[y * tile + x];
                int at = ((top + y) * line + left + x) * Sheet.WITH_ALPHA;
                pixels[at] = (byte) (argb >> 16);
                pixels[at + 1] = (byte) (argb >> 8);
                pixels[at + 2] = (byte) argb;
                pixels[at + 3] = (byte) (argb >> 24);
            }
        }
    }

    private static byte[] asBytes(float[] values) {
        var bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) Math.clamp(Math.round(values[i] * FULL), 0, (int) FULL);
        }
        return bytes;
    }
}
