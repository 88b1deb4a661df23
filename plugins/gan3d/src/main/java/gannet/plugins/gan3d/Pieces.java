package gannet.plugins.gan3d;

/// What of an object hangs together: voxels above the threshold that share a side.
final class Pieces {
    private static final float FILLED = 0.5f;

    private final int side;
    private final float[] values;
    private final int from;
    /// The piece that each voxel belongs to, from 1; 0 for none.
    private final int[] piece;
    private final int[] waiting;

    private Pieces(int side, float[] values, int from) {
        this.side = side;
        this.values = values;
        this.from = from;
        piece = new int[side * side * side];
        waiting = new int[piece.length];
    }

    /// Empties all that is filled but not part of its grid's largest piece.
    ///
    /// @param values of one grid after the other, the last axis running fastest
    static void keepLargest(float[] values, int side) {
        for (int from = 0; from < values.length; from += side * side * side) {
            new Pieces(side, values, from).keepLargest();
        }
    }

    private void keepLargest() {
        int pieces = 0;
        int most = 0;
        int largest = 0;
        for (int start = 0; start < piece.length; start++) {
            if (isNew(start)) {
                int size = fill(start, ++pieces);
                if (size > most) {
                    most = size;
                    largest = pieces;
                }
            }
        }
        for (int place = 0; place < piece.length; place++) {
            if (piece[place] != 0 && piece[place] != largest) {
                values[from + place] = 0;
            }
        }
    }

    /// Marks everything that hangs together with a voxel.
    ///
    /// @return how many voxels that are
    private int fill(int start, int number) {
        int known = 1;
        waiting[0] = start;
        piece[start] = number;
        for (int next = 0; next < known; next++) {
            int place = waiting[next];
            int[] at = {place / side / side, place / side % side, place % side};
            int[] stride = {side * side, side, 1};
            for (int axis = 0; axis < at.length; axis++) {
                for (int way : new int[] {-1, 1}) {
                    int neighbour = place + way * stride[axis];
                    if (at[axis] + way >= 0 && at[axis] + way < side && isNew(neighbour)) {
                        piece[neighbour] = number;
                        waiting[known++] = neighbour;
                    }
                }
            }
        }
        return known;
    }

    private boolean isNew(int place) { return piece[place] == 0 && values[from + place] > FILLED; }
}
