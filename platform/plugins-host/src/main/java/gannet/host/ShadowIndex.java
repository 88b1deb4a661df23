package gannet.host;

import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.index.dim.NDIndexAll;
import ai.djl.ndarray.index.dim.NDIndexFixed;
import ai.djl.ndarray.index.dim.NDIndexSlice;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What part of a shape is taken by an index of DJL's: `1:`, `:, 3:5`, `2`.
final class ShadowIndex {
    private ShadowIndex() {}

    /// An index of another kind, such as a mask, is taken for everything.
    static Shape of(Shape shape, List<@Nullable Object> arguments) {
        return switch (arguments.isEmpty() ? null : arguments.getFirst()) {
            case NDIndex index -> of(shape, index);
            case String text -> of(shape, new NDIndex(text, arguments.size() > 1 && arguments.get(1) instanceof Object[] values ? values : new Object[0]));
            case long[] points -> shape.slice(Math.min(points.length, shape.dimension()));
            case null, default -> shape;
        };
    }

    private static Shape of(Shape shape, NDIndex index) {
        var left = new ArrayList<Long>();
        for (int axis = 0; axis < shape.dimension(); axis++) {
            switch (axis < index.getRank() ? index.get(axis) : new NDIndexAll()) {
                case NDIndexAll _ -> left.add(shape.get(axis));
                case NDIndexSlice slice -> left.add(Math.max(0, place(slice.getMax(), shape.get(axis), shape.get(axis)) - place(slice.getMin(), 0, shape.get(axis))));
                case NDIndexFixed _ -> {}
                default -> {
                    return shape;
                }
            }
        }
        return new Shape(left);
    }

    private static long place(@Nullable Long place, long otherwise, long size) {
        return place == null ? otherwise : Math.min(size, place < 0 ? size + place : place);
    }
}
