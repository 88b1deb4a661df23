package gannet.layers;

import static gannet.layers.Draft.batchOf;
import static gannet.layers.Draft.check;
import static gannet.layers.Draft.list;

import gannet.layers.Layer.MaxPool;
import gannet.layers.Layer.Tile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Layers that only move values about: padding, pooling, larger and smaller maps, other shapes.
record Shapes(Draft draft) {

    Flow reflectionPad(int width, String name, Flow x) {
        int dimensions = Draft.spatial(name, x);
        check(width >= 0 && x.sides().all(side -> side > width), name, "cannot mirror " + width + " points of " + x.sides());
        return draft.emit(name, x.shape().withSides(side -> side + 2L * width),
                "torch.pad(%s, %s, \"reflect\", None)", x.code(), list(width, 2 * dimensions));
    }

    Flow zeroPad(int width, String name, Flow x) {
        int dimensions = Draft.spatial(name, x);
        check(width >= 0, name, "needs a width of at least 0, not " + width);
        return draft.emit(name, x.shape().withSides(side -> side + 2L * width), "torch.constant_pad_nd(%s, %s, 0)", x.code(), list(width, 2 * dimensions));
    }

    Flow upsample(int factor, String name, Flow x) {
        int dimensions = Draft.spatial(name, x);
        check(factor > 0, name, "needs a factor of at least 1, not " + factor);
        return draft.emit(name, x.shape().withSides(side -> side * factor),
                "torch.upsample_nearest%dd(%s, None, %s)", dimensions, x.code(), list(factor + ".0", dimensions));
    }

    /// PyTorch has it for images only; elsewhere the channels are split, and each part moves behind its side.
    Flow pixelShuffle(int factor, String name, Flow x) {
        int directions = Draft.spatial(name, x);
        long block = factor <= 0 ? 1 : Size.cube(factor, directions).count();
        check(factor > 0 && x.channels() % block == 0, name, "needs channels that are a multiple of " + block + ", not " + x.shape());
        var shape = x.shape().withChannels(x.channels() / block).withSides(side -> side * factor);
        if (directions == 2) {
            return draft.emit(name, shape, draft.spatialLayout("torch.pixel_shuffle(%s, %d)", 2), x.code(), factor);
        }
        draft.fixSize();
        var split = new ArrayList<Long>(List.of(-1L, shape.channels()));
        split.addAll(Size.cube(factor, directions).extents());
        split.addAll(x.sides().extents());
        var order = new ArrayList<>(List.of(0, 1));
        for (int i = 0; i < directions; i++) {
            order.add(2 + directions + i);
            order.add(2 + i);
        }
        return draft.emit(name, shape, draft.spatialLayout("torch.reshape(torch.permute(torch.reshape(%s, %s), %s), %s)", directions),
                x.code(), split, order, batchOf(shape));
    }

    Flow maxPool(MaxPool pool, String name, Flow x) {
        int dimensions = checkPool(pool.kernel(), pool.stride(), name, x);
        long rest = pool.partial() ? pool.stride() - 1 : 0;
        return draft.emit(name, x.shape().withSides(side -> Math.floorDiv(side - pool.kernel() + rest, pool.stride()) + 1),
                "torch.max_pool%dd(%s, %s, %s, %s, %s, %s)", dimensions, x.code(), list(pool.kernel(), dimensions),
                list(pool.stride(), dimensions), list(0, dimensions), list(1, dimensions), pool.partial() ? "True" : "False");
    }

    Flow averagePool(int kernel, int stride, String name, Flow x) {
        int dimensions = checkPool(kernel, stride, name, x);
        var pool = dimensions == 3 ? draft.number().formatted("torch.avg_pool%dd(torch.to(%s, 6), %s, %s, %s)")    // not made for bfloat16
                : "torch.avg_pool%dd(%s, %s, %s, %s)";
        return draft.emit(name, x.shape().withSides(side -> Math.floorDiv(side - kernel, stride) + 1), pool, dimensions, x.code(), list(kernel, dimensions), list(stride, dimensions), list(0, dimensions));
    }

    private static int checkPool(int kernel, int stride, String name, Flow x) {
        int dimensions = Draft.spatial(name, x);
        check(kernel > 0 && stride > 0, name, "needs a kernel and a stride of at least 1, not " + kernel + " and " + stride);
        check(x.sides().all(side -> side >= kernel), name, "a kernel of " + kernel + " does not fit into " + x.sides());
        return dimensions;
    }

    Flow reshape(Size shape, String name, Flow x) {
        check(shape.count() == x.shape().count(), name, "cannot make " + shape + " of " + x.shape());
        draft.fixSize();
        return draft.emit(name, shape, draft.spatialLayout("torch.reshape(%s, %s)", shape.directions()), x.code(), batchOf(shape));
    }

    Flow tile(Tile tile, String name, Flow x) {
        int directions = tile.directions();
        check(x.shape().directions() == 0, name, "takes a vector, not " + x.shape());
        check(tile.side() > 0 && directions >= 1 && directions <= 3, name,
                "needs a side of at least 1 and one to three directions, not " + tile.side() + " and " + directions);
        draft.fixSize();
        return draft.emit(name, Size.of(x.channels()).by(Size.cube(tile.side(), directions)), "torch.expand(torch.reshape(%s, [-1, %d, %s]), [-1, -1, %s])",
                x.code(), x.channels(), times("1", directions), times(Integer.toString(tile.side()), directions));
    }

    private static String times(String extent, int directions) { return String.join(", ", Collections.nCopies(directions, extent)); }
}
