package gannet.kit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import gannet.spi.PluginException;
import java.util.function.UnaryOperator;

/// Runs a network over pictures too large for it to see at once, piece by piece and without seams: each piece sees as far
/// beyond its edge as the network looks, and only what it could see all around of is kept. The result is that of the whole.
///
/// @param side of a piece, without what it sees beyond    @param reach how many pixels of its input to each side decide about one of
/// its outputs    @param factor how many times larger the output is than the input
public record Tiles(int side, int reach, int factor) {
    public Tiles {
        if (side < 1 || reach < 0 || factor < 1) {
            throw new PluginException("Tiles have a side of at least 1, a reach of at least 0 and a factor of at least 1, not " + side + ", " + reach + " and " + factor + ".");
        }
    }

    /// @param network takes `[n, channels, any, any]` and gives `[n, …, factor · any, factor · any]`
    /// @param x `[n, channels, height, width]`
    /// @return in the scope of `x`: `[n, …, factor · height, factor · width]`
    public NDArray apply(UnaryOperator<NDArray> network, NDArray x) {
        long height = x.size(2);
        long width = x.size(3);
        try (var scope = x.getManager().newSubManager()) {
            var rows = new NDList();
            for (long top = 0; top < height; top += side) {
                var row = new NDList();
                for (long left = 0; left < width; left += side) {
                    try (var piece = scope.newSubManager()) {
                        long fromTop = Math.max(0, top - reach);
                        long fromLeft = Math.max(0, left - reach);
                        var seen = cut(x, fromTop, Math.min(height, top + side + reach), fromLeft, Math.min(width, left + side + reach));
                        seen.attach(piece);
                        var made = cut(network.apply(seen), (top - fromTop) * factor, (Math.min(height, top + side) - fromTop) * factor,
                                (left - fromLeft) * factor, (Math.min(width, left + side) - fromLeft) * factor).duplicate();
                        made.attach(scope);
                        row.add(made);
                    }
                }
                rows.add(NDArrays.concat(row, 3));
            }
            var whole = NDArrays.concat(rows, 2);
            whole.attach(x.getManager());
            return whole;
        }
    }

    private static NDArray cut(NDArray x, long top, long bottom, long left, long right) {
        return x.get(new NDIndex(":, :, {}:{}, {}:{}", top, bottom, left, right));
    }
}
