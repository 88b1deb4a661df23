package gannet.host;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import gannet.spi.PluginException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What owns the arrays of one step of a dry run, and counts them: all live until the step ends.
final class ShadowScope implements InvocationHandler {
    private static final int MOST = 100_000;

    private final NDManager manager = Shadow.proxy(NDManager.class, this);
    private long values;
    private int made;

    NDManager manager() { return manager; }

    /// How many values arrays outside of networks have so far.
    long values() { return values; }

    /// @param view whether it has no memory of its own
    NDArray made(Shape shape, Set<Pass> passes, boolean view) {
        if (++made > MOST) { // a loop that waits for a value, which never comes
            throw new PluginException("A step makes more than " + MOST + " arrays.");
        }
        values += view ? 0 : shape.size();
        return Shadow.of(this, shape, passes);
    }

    @Override public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] given) {
        var arguments = given == null ? List.<@Nullable Object>of() : Arrays.asList(given);
        return switch (method.getName()) {
            case "equals" -> proxy == arguments.getFirst();
            case "hashCode" -> System.identityHashCode(this);
            case "toString" -> "the arrays of a dry run";
            case "getDevice" -> Device.cpu();
            case "defaultDataType" -> DataType.FLOAT32;
            default -> created(method, arguments);
        };
    }

    private @Nullable Object created(Method method, List<@Nullable Object> arguments) {
        if (method.getReturnType() == NDManager.class) {
            return manager;
        }
        return method.getReturnType() == NDArray.class ? made(method.getName().equals("eye") ? square(arguments) : shape(arguments), Set.of(), false)
                : Nothing.of(method.getReturnType(), 0);
    }

    private static Shape square(List<@Nullable Object> arguments) {
        return arguments.getFirst() instanceof Integer rows ? new Shape(rows, arguments.size() > 1 && arguments.get(1) instanceof Integer columns && columns > 0 ? columns : rows)
                : new Shape(1);
    }

    /// The one that was asked for, else that of the values that were given.
    private static Shape shape(List<@Nullable Object> arguments) {
        var asked = arguments.stream().filter(Shape.class::isInstance).map(Shape.class::cast).findFirst();
        return asked.orElseGet(() -> switch (arguments.isEmpty() ? null : arguments.getFirst()) {
            case float[] given -> new Shape(given.length);
            case long[] given -> new Shape(given.length);
            case int[] given -> new Shape(given.length);
            case boolean[] given -> new Shape(given.length);
            case double[] given -> new Shape(given.length);
            case null, default -> new Shape();
        });
    }
}
