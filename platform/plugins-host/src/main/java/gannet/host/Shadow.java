package gannet.host;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.internal.NDArrayEx;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An array of a dry run: a shape, no values, and the passes that it comes from. Whatever is calculated with it gives another
/// one, of the shape that [ShadowShapes] knows or guesses; a value that is asked for is 0.
final class Shadow implements InvocationHandler {
    private final ShadowScope scope;
    private final Shape shape;
    private final Set<Pass> passes;
    private final NDArray array;

    private Shadow(ShadowScope scope, Shape shape, Set<Pass> passes) {
        this.scope = scope;
        this.shape = shape;
        this.passes = Set.copyOf(passes);
        array = proxy(NDArray.class, this);
    }

    static NDArray of(ShadowScope scope, Shape shape, Set<Pass> passes) { return new Shadow(scope, shape, passes).array; }

    static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(Shadow.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /// What this array was calculated with; nothing for one that is no shadow.
    static Set<Pass> passes(NDArray array) { return found(array).map(shadow -> shadow.passes).orElse(Set.of()); }

    static Shape shape(NDArray array) { return array.getShape(); }

    private static Optional<Shadow> found(@Nullable Object value) {
        return value != null && Proxy.isProxyClass(value.getClass()) && Proxy.getInvocationHandler(value) instanceof Shadow shadow ? Optional.of(shadow) : Optional.empty();
    }

    @Override public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] given) {
        var arguments = given == null ? List.<@Nullable Object>of() : Arrays.asList(given);
        return switch (method.getName()) {
            case "equals" -> proxy == arguments.getFirst();
            case "hashCode" -> System.identityHashCode(this);
            case "toString" -> "an array of shape " + shape + " in a dry run";
            case "getShape" -> shape;
            case "size" -> arguments.isEmpty() ? shape.size() : shape.get((int) arguments.getFirst());
            case "getManager" -> scope.manager();
            case "getArray" -> array;
            case "getNDArrayInternal" -> proxy(NDArrayEx.class, this);
            case "getDataType" -> DataType.FLOAT32;
            case "getDevice" -> Device.cpu();
            case "stopGradient" -> scope.made(shape, Set.of(), true);
            default -> calculated(method, arguments);
        };
    }

    private @Nullable Object calculated(Method method, List<@Nullable Object> arguments) {
        var others = arguments.stream().flatMap(Shadow::shadows).toList();
        var from = new HashSet<>(passes);
        others.forEach(other -> from.addAll(other.passes));
        var type = method.getReturnType();
        if (type == NDArray.class) {
            var result = ShadowShapes.of(method.getName(), shape, arguments, others.stream().map(other -> other.shape).toList());
            return scope.made(result, from, ShadowShapes.isView(method.getName()));
        }
        if (type == NDList.class) {
            var list = new NDList();
            ShadowShapes.parts(shape, arguments).forEach(part -> list.add(scope.made(part, from, true)));
            return list;
        }
        if (type == NDArray[].class) {
            return new NDArray[] {array};
        }
        return Nothing.of(type, shape.size());
    }

    private static Stream<Shadow> shadows(@Nullable Object argument) {
        return argument instanceof NDList list ? list.stream().flatMap(each -> found(each).stream()) : found(argument).stream();
    }
}
