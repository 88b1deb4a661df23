package gannet.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VoxelViewTest {
    private static final int SIDE = 64;

    /// A table: a board on one leg in the middle.
    private static final Solid TABLE = Solid.of(16, (x, y, z) -> z >= 12 || x / 4 == 1 && y / 4 == 1 || x / 4 == 2 && y / 4 == 2);

    private static int alpha(int[] drawn, int x, int y) { return drawn[y * SIDE + x] >>> 24; }

    private static int green(int[] drawn, int x, int y) { return drawn[y * SIDE + x] >> 8 & 255; }

    @Test
    void theThirdAxisPointsUp() {
        var drawn = VoxelView.draw(TABLE, SIDE, 0, 20);
        var widths = IntStream.range(0, SIDE).map(y -> (int) IntStream.range(0, SIDE).filter(x -> alpha(drawn, x, y) == 255).count()).toArray();

        assertThat(Arrays.stream(widths, 0, SIDE / 2).max().orElseThrow()).as("the board above").isGreaterThan(SIDE / 2);
        assertThat(widths[SIDE * 3 / 4]).as("the legs below").isBetween(4, SIDE / 2);
    }

    @Test
    void fromTheFrontTheFirstAxisGoesToTheRightAndTheSecondAway() {
        var low = Solid.of(8, (x, y, z) -> x > 3 && z == 0 || x == 0 && y == 0 && z == 0);
        var drawn = VoxelView.draw(low, SIDE, 0, 60);

        assertThat(alpha(drawn, SIDE * 3 / 4, SIDE / 2)).isEqualTo(255);
        assertThat(IntStream.range(0, SIDE / 2).filter(y -> alpha(drawn, 5, y) == 255).count()).as("far on the left").isZero();
        assertThat(IntStream.range(SIDE / 2, SIDE).filter(y -> alpha(drawn, 5, y) == 255).count()).as("near on the left").isPositive();
    }

    @Test
    void topsAreLighterThanSides() {
        var cube = Solid.of(8, (x, y, z) -> true);
        var drawn = VoxelView.draw(cube, SIDE);
        var lit = IntStream.range(0, SIDE).filter(y -> alpha(drawn, SIDE / 2, y) == 255).map(y -> green(drawn, SIDE / 2, y)).toArray();

        assertThat(lit[2]).isGreaterThan(lit[lit.length - 3] + 25);
    }

    @Test
    void aroundTheSolidIsNothingButItsShadow() {
        var drawn = VoxelView.draw(TABLE, SIDE);

        assertThat(alpha(drawn, 0, 0)).isZero();
        assertThat(Arrays.stream(drawn).filter(pixel -> pixel >>> 24 > 5 && pixel >>> 24 < 110 && (pixel & 0xFFFFFF) == 0).count()).isGreaterThan(20);
    }

    @Test
    void allOfItIsSeenFromEverySide() {
        for (var turn = 0; turn < 360; turn += 15) {
            for (var rise : new int[] {-60, 0, 24, 89}) {
                var drawn = VoxelView.draw(TABLE, SIDE, turn, rise);
                assertThat(Arrays.stream(drawn).filter(pixel -> pixel >>> 24 == 255).count()).as(turn + ", " + rise).isGreaterThan(SIDE * SIDE / 10);
                for (var i = 0; i < SIDE; i++) {
                    assertThat(new int[] {alpha(drawn, i, 0), alpha(drawn, i, SIDE - 1), alpha(drawn, 0, i), alpha(drawn, SIDE - 1, i)}).as(turn + ", " + rise).doesNotContain(255);
                }
            }
        }
    }

    @Test
    void nothingFilledIsNothingDrawn() {
        assertThat(VoxelView.draw(Solid.of(4, (x, y, z) -> false), SIDE)).containsOnly(0);
    }
}
