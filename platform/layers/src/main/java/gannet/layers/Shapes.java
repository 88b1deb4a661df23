package gannet.layers;

import static gannet.layers.Draft.batchOf;
import static gannet.layers.Draft.check;
import static gannet.layers.Draft.list;

import gannet.layers.Layer.MaxPool;

/// Layers that only move values about: padding, pooling, larger and smaller maps, other shapes.
record Shapes(Draft draft) {

    Flow reflectionPad(int width, String name, Flow x) {
        int dimensions = Draft.spatial(name, x);
        check(width >= 0 && x.sides().all(side -> side > width), name, "cannot mirror " + width + " points of " + x.sides());
        return draft.emit(name, x.shape().withSides(side -> side + 2L * width),
                "torch.pad(%s, %s, \"reflect\", None)", x.code(), list(width, 2 * dimensions));
    }

    Flow upsample(int factor, String name, Flow x) {
        int dimensions = Draft.spatial(name, x);
        check(factor > 0, name, "needs a factor of at least 1, not " + factor);
        return draft.emit(name, x.shape().withSides(side -> side * factor),
                "torch.upsample_nearest%dd(%s, None, %s)", dimensions, x.code(), list(factor + ".0", dimensions));
    }

    Flow pixelShuffle(int factor, String name, Flow x) {
        int area = factor * factor;
        check(factor > 0 && Draft.spatial(name, x) == 2 && x.channels() % area == 0, name,
                "needs an image whose channels are a multiple of " + area + ", not " + x.shape());
        var shape = x.shape().withChannels(x.channels() / area).withSides(side -> side * factor);
        return draft.emit(name, shape, draft.spatialLayout("torch.pixel_shuffle(%s, %d)", 2), x.code(), factor);
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
        return draft.emit(name, x.shape().withSides(side -> Math.floorDiv(side - kernel, stride) + 1), "torch.avg_pool%dd(%s, %s, %s, %s)",
                dimensions, x.code(), list(kernel, dimensions), list(stride, dimensions), list(0, dimensions));
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

    Flow tile(int side, String name, Flow x) {
        check(x.shape().directions() == 0, name, "takes a vector, not " + x.shape());
        check(side > 0, name, "needs a side of at least 1, not " + side);
        draft.fixSize();
        return draft.emit(name, Size.of(x.channels(), side, side),
                "torch.expand(torch.unsqueeze(torch.unsqueeze(%s, -1), -1), [-1, -1, %d, %d])", x.code(), side, side);
    }
}
