package gannet.layers;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Remembers in which line of an author's code each layer was described, for as long as the description is being made and
/// checked, so that a layer that does not fit can be found.
public final class Described {
    private static final ThreadLocal<@Nullable Map<Layer, StackTraceElement>> PLACES = new ThreadLocal<>();
    private static final String OURS = Described.class.getPackageName() + ".";
    private static final StackWalker WALKER = StackWalker.getInstance();

    private Described() {}

    /// Runs code that describes networks and has them checked; errors of these name the layer's line.
    public static <T> T noting(Supplier<T> description) {
        var outer = PLACES.get();
        if (outer != null) {
            return description.get();
        }
        PLACES.set(new IdentityHashMap<>());
        try {
            return description.get();
        } finally {
            PLACES.remove();
        }
    }

    /// A layer comes into being.
    static void here(Layer layer) {
        var places = PLACES.get();
        if (places != null) {
            WALKER.walk(frames -> frames.filter(frame -> !frame.getClassName().startsWith(OURS)).findFirst())
                    .ifPresent(frame -> places.put(layer, frame.toStackTraceElement()));
        }
    }

    /// Where this very layer was described, if that was noted.
    static Optional<StackTraceElement> place(Layer layer) { return Optional.ofNullable(PLACES.get()).map(places -> places.get(layer)); }
}
