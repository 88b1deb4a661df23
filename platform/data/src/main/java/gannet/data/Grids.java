package gannet.data;

import java.nio.file.Path;

/// A data set's solids as cubes of one side with values 0 and 1. Smaller ones are enlarged by the largest whole factor that
/// fits and stand in the middle of nothing. Safe for threads; close it last.
final class Grids implements Material {
    private final int side;
    private final Decoded decoded;

    Grids(Voxels voxels, int side, Path cache) {
        this.side = side;
        decoded = new Decoded(Kept.of(voxels.count(), i -> side * side * side, cache), number -> fitted(voxels.solid(number), side));
    }

    @Override
    public int[] shape() { return new int[] {1, side, side, side}; }

    @Override
    public Room room(int number) { return Room.NONE; }

    @Override
    public float[] read(int[] numbers, Cut[] cuts) {
        var values = new float[numbers.length * size()];
        var at = 0;
        for (var cube : decoded.of(numbers)) {
            for (var filled : cube) {
                values[at++] = filled;
            }
        }
        return values;
    }

    static byte[] fitted(Solid solid, int side) {
        var factor = side / solid.side();
        var before = (side - factor * solid.side()) / 2;
        var cube = new byte[side * side * side];
        var at = 0;
        for (var x = 0; x < side; x++) {
            for (var y = 0; y < side; y++) {
                for (var z = 0; z < side; z++) {
                    cube[at++] = (byte) (solid.at(Math.floorDiv(x - before, factor), Math.floorDiv(y - before, factor), Math.floorDiv(z - before, factor)) ? 1 : 0);
                }
            }
        }
        return cube;
    }

    @Override
    public void close() { decoded.close(); }
}
