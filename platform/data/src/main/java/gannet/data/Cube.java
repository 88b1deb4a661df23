package gannet.data;

import java.util.BitSet;

/// The cube of a voxel file while it is read: judges what its header promises, and every value.
///
/// @param columns whether the first axis runs fastest, as MATLAB and Fortran have it
record Cube(int side, boolean columns, BitSet filled) {
    private static final int LEAST = 2;
    private static final int MOST = 256;

    /// @param shape as a header says, to be believed only so far
    static Cube of(long[] shape, boolean columns) throws UnreadableException {
        if (shape.length != 3) {
            throw new UnreadableException("holds an array of %s, and voxels have three axes".formatted(Words.of(shape.length, "axis").replace("axiss", "axes")));
        }
        if (shape[0] != shape[1] || shape[1] != shape[2]) {
            throw new UnreadableException("is %s × %s × %s, and only cubes are read: pad it with zeros".formatted(
                    Words.count(shape[0]), Words.count(shape[1]), Words.count(shape[2])));
        }
        if (shape[0] < LEAST || shape[0] > MOST) {
            throw new UnreadableException("has a side of %s, and sides from %d to %d are read".formatted(Words.count(shape[0]), LEAST, MOST));
        }
        return new Cube((int) shape[0], columns, new BitSet((int) (shape[0] * shape[0] * shape[0])));
    }

    int size() { return side * side * side; }

    /// The file's value at this place in its own order.
    void set(int place, double value) throws UnreadableException {
        if (value == 0) {
            return;
        }
        if (value != 1) {
            throw new UnreadableException("holds the value %s, and voxels are 0 or 1: choose a threshold and save it again".formatted(
                    value == Math.rint(value) && Math.abs(value) < 1e9 ? Words.count((long) value) : Double.toString(value)));
        }
        filled.set(columns ? (place % side * side + place / side % side) * side + place / side / side : place);
    }

    Solid solid() { return new Solid(side, filled); }
}
