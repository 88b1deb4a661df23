package gannet.data;

import java.nio.FloatBuffer;
import java.util.BitSet;

/// One object as a cube of voxels, each filled or empty. Its axes are those of the array it came as; the third one points up
/// where people look at it.
public final class Solid {
    private final int side;
    private final BitSet filled;

    /// @param filled bit `(x · side + y) · side + z`; taken over, not to be changed any more
    Solid(int side, BitSet filled) {
        this.side = side;
        this.filled = filled;
    }

    /// Whether a voxel is filled.
    @FunctionalInterface
    public interface Filling {
        boolean at(int x, int y, int z);
    }

    public static Solid of(int side, Filling filling) {
        var bits = new BitSet(side * side * side);
        var i = 0;
        for (var x = 0; x < side; x++) {
            for (var y = 0; y < side; y++) {
                for (var z = 0; z < side; z++) {
                    bits.set(i++, filling.at(x, y, z));
                }
            }
        }
        return new Solid(side, bits);
    }

    /// What a network made: filled where the value is above the threshold.
    ///
    /// @param values `[side, side, side]`, the last axis running fastest
    public static Solid of(int side, float[] values, double threshold) {
        if (values.length != side * side * side) {
            throw new IllegalArgumentException("A solid of side " + side + " has " + side * side * side + " values, not " + values.length);
        }
        var bits = new BitSet(values.length);
        for (var i = 0; i < values.length; i++) {
            bits.set(i, values[i] > threshold);
        }
        return new Solid(side, bits);
    }

    public int side() { return side; }

    /// Whether the voxel is filled; beyond the cube nothing is.
    public boolean at(int x, int y, int z) {
        return x >= 0 && y >= 0 && z >= 0 && x < side && y < side && z < side && filled.get((x * side + y) * side + z);
    }

    /// How many voxels are filled.
    public int volume() { return filled.cardinality(); }

    /// Each voxel as 0 or 1: `[side, side, side]`, the last axis running fastest.
    public byte[] values() {
        var values = new byte[side * side * side];
        for (var i = filled.nextSetBit(0); i >= 0; i = filled.nextSetBit(i + 1)) {
            values[i] = 1;
        }
        return values;
    }

    /// The same as numbers, from the target's position on.
    public void put(FloatBuffer target) {
        for (var value : values()) {
            target.put(value);
        }
    }

    @Override
    public boolean equals(Object other) { return other instanceof Solid solid && solid.side == side && solid.filled.equals(filled); }

    @Override
    public int hashCode() { return 31 * filled.hashCode() + side; }

    @Override
    public String toString() { return "solid of " + side + "³ with " + volume() + " voxels filled"; }
}
