package gannet.torch;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/// What nobody needs any more and the process still holds: Java's garbage, and what PyTorch has freed but the C library
/// keeps for whoever asks next. A drawing or an evaluation needs more than a step does, and it would stay for good.
public final class FreedMemory {
    private static final @Nullable MethodHandle TRIM = find();

    private FreedMemory() {}

    /// Gives it back to the operating system, Java's part first, which may hold some of the other. The next step must ask
    /// again for what it needs: not for every step. Where the C library has no such call, Java's part alone.
    public static void giveBack() {
        System.gc();
        if (TRIM == null) {
            return;
        }
        try {
            int _ = (int) TRIM.invokeExact(0L);
        } catch (Throwable e) {
            throw new IllegalStateException("malloc_trim, which only gives memory back, has failed.", e);
        }
    }

    @SuppressWarnings("restricted")                                    // calls into the C library, which the worker is started to allow
    private static @Nullable MethodHandle find() {
        var linker = Linker.nativeLinker();
        return linker.defaultLookup().find("malloc_trim")
                .map(address -> linker.downcallHandle(address, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG)))
                .orElse(null);
    }
}
