package gannet.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The examples of one step, still outside of the engine.
///
/// @param y what belongs to `x`, if anything does but a class    @param classes of each example where the variant asks for
/// them    @param captions of each where any has one, else empty
public record Values(Block x, @Nullable Block y, long @Nullable [] classes, List<String> captions) {
    /// An array and its shape, `[n, …]`.
    public record Block(float[] values, long... shape) {}
}
