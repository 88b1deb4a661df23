package gannet.run;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Tells a disk without room from other troubles. Java has no exception of its own for it, so the system's words must do.
public final class FullDisk {
    /// ENOSPC, EDQUOT, and what Windows says.
    private static final List<String> WORDS = List.of("no space left on device", "disk quota exceeded", "not enough space on the disk");

    private FullDisk() {}

    /// Whether a full disk is behind it, however deep.
    public static boolean isBehind(Throwable thrown) { return isBehind(thrown, Collections.newSetFromMap(new IdentityHashMap<>())); }

    private static boolean isBehind(Throwable thrown, Set<Throwable> seen) {
        if (!seen.add(thrown)) {
            return false;
        }
        var said = String.valueOf(thrown.getMessage()).toLowerCase(Locale.ROOT);
        if (WORDS.stream().anyMatch(said::contains)) {
            return true;
        }
        for (var suppressed : thrown.getSuppressed()) {
            if (isBehind(suppressed, seen)) {
                return true;
            }
        }
        return thrown.getCause() != null && isBehind(thrown.getCause(), seen);
    }
}
