package gannet.author;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a server says of an uploaded plugin.
///
/// @param reason why it was refused or rejected    @param runs launched with it
record PluginState(String id, String version, String sha256, String state, @Nullable String reason, @Nullable List<Check> checks,
        @Nullable List<String> libraries, @Nullable String licence, @Nullable String sandbox, long runs) {
    record Check(@Nullable String variant, @Nullable String name, boolean passed, @Nullable String words) {}

    /// Whether nothing will change by itself any more.
    boolean isSettled() { return !state.equals("WAITING") && !state.equals("VERIFYING"); }

    boolean isInstalled() { return state.equals("INSTALLED"); }

    boolean isGood() { return state.equals("READY") || state.equals("INSTALLED"); }

    boolean waitsForApproval() { return state.equals("READY"); }
}
