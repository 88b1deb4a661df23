package gannet.host;

import gannet.spi.PluginException;
import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;

/// What stands for a value that a dry run does not have.
final class Nothing {
    /// As many as cost nothing to make; whoever wants more does not get them, and the walk ends there.
    private static final long MOST = 1 << 20;

    private Nothing() {}

    /// 0, false, nothing, or an array of so many of them.
    static @Nullable Object of(Class<?> type, long count) {
        if (type.isArray()) {
            if (count > MOST) {
                throw new PluginException("A dry run has no " + count + " values to give.");
            }
            return Array.newInstance(type.getComponentType(), (int) count);
        }
        if (!type.isPrimitive() || type == void.class) {
            return type == Number.class ? 0.0 : null;
        }
        return Array.get(Array.newInstance(type, 1), 0);
    }
}
