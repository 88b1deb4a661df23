package gannet.host;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The shapes of what is calculated, as far as they matter: how many examples there are, and about how large an array is. What
/// is not known here is taken for a calculation of each value by itself.
final class ShadowShapes {
    private static final Set<String> VIEWS = Set.of(
            "get", "reshape", "transpose", "expandDims", "squeeze", "flatten", "swapAxes", "broadcast", "split", "duplicate");

    private ShadowShapes() {}

    /// Whether a method gives the same values again, in no memory of their own.
    static boolean isView(String method) { return VIEWS.contains(method); }

    static Shape of(String method, Shape shape, List<@Nullable Object> arguments, List<Shape> others) {
        return switch (method) {
            case "mean", "sum", "max", "min", "prod", "norm" -> reduced(shape, arguments);
            case "get" -> ShadowIndex.of(shape, arguments);
            case "reshape" -> reshaped(shape, sides(arguments));
            case "concat" -> joined(arguments.getFirst() instanceof NDList ? others : Stream.concat(Stream.of(shape), others.stream()).toList(), axis(arguments));
            case "matMul", "dot" -> others.isEmpty() ? shape : multiplied(shape, others.getFirst());
            case "argMax", "argMin" -> shape.slice(0, Math.min(1, shape.dimension()));
            case "oneHot" -> shape.add((long) number(arguments, 1));
            default -> Stream.concat(Stream.of(shape), others.stream()).reduce((a, b) -> b.size() > a.size() ? b : a).orElse(shape);
        };
    }

    /// Of a split into so many equal parts, or at these places.
    static List<Shape> parts(Shape shape, List<@Nullable Object> arguments) {
        int count = arguments.isEmpty() ? 1 : arguments.getFirst() instanceof long[] places ? places.length + 1 : number(arguments, 1);
        int axis = shape.dimension() == 0 ? 0 : Math.floorMod(arguments.size() > 1 && arguments.get(1) instanceof Integer at ? at : 0, shape.dimension());
        var parts = new ArrayList<Shape>();
        for (int i = 0; i < count; i++) {
            parts.add(with(shape, axis, Math.max(1, shape.get(axis) / count)));
        }
        return parts;
    }

    private static Shape reduced(Shape shape, List<@Nullable Object> arguments) {
        if (arguments.isEmpty() || !(arguments.getFirst() instanceof int[] axes)) {
            return new Shape();
        }
        boolean keeps = arguments.size() > 1 && Boolean.TRUE.equals(arguments.get(1));
        var left = new ArrayList<Long>();
        for (int i = 0; i < shape.dimension(); i++) {
            int at = i;
            boolean goes = Arrays.stream(axes).anyMatch(axis -> Math.floorMod(axis, shape.dimension()) == at);
            if (!goes || keeps) {
                left.add(goes ? 1 : shape.get(i));
            }
        }
        return new Shape(left);
    }

    private static long[] sides(List<@Nullable Object> arguments) {
        return switch (arguments.getFirst()) {
            case long[] sides -> sides;
            case Shape shape -> shape.getShape();
            case null, default -> new long[] {-1};
        };
    }

    private static Shape reshaped(Shape shape, long[] sides) {
        long known = LongStream.of(sides).filter(side -> side >= 0).reduce(1, (a, b) -> a * b);
        return new Shape(LongStream.of(sides).map(side -> side >= 0 ? side : shape.size() / Math.max(1, known)).toArray());
    }

    private static int axis(List<@Nullable Object> arguments) { return arguments.getLast() instanceof Integer axis ? axis : 0; }

    private static Shape joined(List<Shape> shapes, int axis) {
        var first = shapes.getFirst();
        if (first.dimension() == 0) {
            return new Shape(shapes.size());
        }
        int at = Math.floorMod(axis, first.dimension());
        return with(first, at, shapes.stream().filter(shape -> shape.dimension() > at).mapToLong(shape -> shape.get(at)).sum());
    }

    private static Shape multiplied(Shape shape, Shape other) {
        return shape.dimension() == 0 || other.dimension() == 0 ? shape : with(shape, shape.dimension() - 1, other.get(other.dimension() - 1));
    }

    private static Shape with(Shape shape, int axis, long side) {
        if (shape.dimension() == 0) {
            return shape;
        }
        long[] sides = shape.getShape().clone();
        sides[axis] = side;
        return new Shape(sides);
    }

    private static int number(List<@Nullable Object> arguments, int otherwise) {
        return !arguments.isEmpty() && arguments.getFirst() instanceof Number number ? number.intValue() : otherwise;
    }
}
