package gannet.data;

/// Draws solids.
public final class VoxelView {
    static final int LARGEST = 512;

    private VoxelView() {}

    static Pixels usual(Solid solid, int side) { return new Pixels(side, side, 3, new byte[side * side * 3]); }
}
