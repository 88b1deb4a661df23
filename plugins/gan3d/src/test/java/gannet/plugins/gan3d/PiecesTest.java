package gannet.plugins.gan3d;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PiecesTest {
    /// Two grids of 3³: a bar of 3 with a voxel that touches it at an edge only, and two faint voxels beside one full.
    @Test void keepsTheLargestPieceOfEachGrid() {
        var grids = new float[2 * 27];
        grids[at(0, 0, 0)] = 1;
        grids[at(0, 0, 1)] = 0.9f;
        grids[at(0, 0, 2)] = 0.8f;
        grids[at(1, 1, 2)] = 0.7f;
        grids[27 + at(2, 2, 2)] = 1;
        grids[27 + at(0, 0, 0)] = 0.4f;
        grids[27 + at(0, 0, 1)] = 0.4f;
        Pieces.keepLargest(grids, 3);
        var expected = new float[2 * 27];
        expected[at(0, 0, 0)] = 1;
        expected[at(0, 0, 1)] = 0.9f;
        expected[at(0, 0, 2)] = 0.8f;
        expected[27 + at(2, 2, 2)] = 1;
        expected[27 + at(0, 0, 0)] = 0.4f;              // not filled, so no piece
        expected[27 + at(0, 0, 1)] = 0.4f;
        assertThat(grids).containsExactly(expected);
    }

    /// The end of one row and the beginning of the next are neighbours in memory only.
    @Test void doesNotJoinAcrossTheBorder() {
        var grid = new float[27];
        grid[at(0, 0, 2)] = 1;
        grid[at(0, 1, 0)] = 1;
        grid[at(0, 2, 0)] = 1;
        Pieces.keepLargest(grid, 3);
        assertThat(grid[at(0, 0, 2)]).isZero();
        assertThat(grid[at(0, 1, 0)]).isEqualTo(1);
    }

    private static int at(int x, int y, int z) { return (x * 3 + y) * 3 + z; }
}
