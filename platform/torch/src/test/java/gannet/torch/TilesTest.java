package gannet.torch;

import static gannet.layers.Layers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import gannet.kit.Tiles;
import gannet.layers.Compute;
import gannet.spi.Adam;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The kit's tiles, tested here because they need an engine.
class TilesTest {
    @BeforeAll
    static void start() { TorchEngine.start(1); }

    /// It looks 2 + 1 + 1 pixels far, and half a pixel after the shuffle.
    @Test void whatIsMadeInTilesIsWhatIsMadeOfTheWhole() {
        try (var parts = new Parts(Compute.FLOAT32, 1)) {
            var network = parts.network("generator",
                    takes(image(3, 8)).then(conv(8, 5), prelu(), residual(conv(8, 3), batchNorm(), prelu()), conv(16, 3), pixelShuffle(2), conv(3, 3)),
                    Adam.adam(0.1));
            var x = wave(parts.manager(), 2, 3, 37, 29);
            var whole = network.evaluate(x);

            for (int side : new int[] {7, 16, 64}) {
                var tiled = new Tiles(side, 5, 2).apply(network::evaluate, x);
                assertThat(tiled.getShape()).isEqualTo(new Shape(2, 3, 74, 58));
                assertThat(tiled.toFloatArray()).as("in tiles of " + side).containsExactly(whole.toFloatArray(), within(1e-5f));
            }
            assertThat(difference(new Tiles(7, 0, 2).apply(network::evaluate, x).toFloatArray(), whole.toFloatArray()))
                    .as("without looking beyond its edge there are seams").isGreaterThan(1e-3f);
        }
    }

    @Test void leavesNothingBehindButTheResult() {
        try (var manager = NDManager.newBaseManager()) {
            var x = wave(manager, 1, 1, 20, 20);
            int arrays = manager.getManagedArrays().size();
            new Tiles(6, 2, 1).apply(piece -> piece.mul(2), x);

            assertThat(manager.getManagedArrays()).hasSize(arrays + 1);
        }
    }

    private static NDArray wave(NDManager manager, long... shape) {
        var values = new float[(int) new Shape(shape).size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) StrictMath.sin(i * 0.37 + i / 97 * 1.7);
        }
        return manager.create(values, new Shape(shape));
    }

    private static float difference(float[] a, float[] b) {
        float most = 0;
        for (int i = 0; i < a.length; i++) {
            most = Math.max(most, Math.abs(a[i] - b[i]));
        }
        return most;
    }
}
