package gannet.host;

import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;

/// What stands for a value that a dry run does not have.
final class Nothing {
    private Nothing() {}

    /// 0, false, nothing, or an array of so many of them.
    static @Nullable Object of(Class<?> type, int count) {
        if (type.isArray()) {
            return Array.newInstance(type.getComponentType(), count);
        }
        if (!type.isPrimitive() || type == void.class) {
            return type == Number.class ? 0.0 : null;
        }
        return Array.get(Array.newInstance(type, 1), 0);
    }
}
