package gannet.server.plugin;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One version of a plugin, as pages and REST show it.
///
/// @param name for people    @param comesWithGannet whether nobody had to upload it
/// @param inUse whether it is the version that people launch    @param reason why it was refused or rejected, else empty
/// @param bytes of its file    @param variants what it brings, as far as that is known    @param checks what was tried, in order
/// @param sandbox how its verification was shut in, in a sentence; empty if there was none    @param shutIn whether it was
/// @param log the end of what it printed while it was verified    @param milliseconds that took
/// @param runs launched with it    @param unfinished numbers of those that still need it, the first few
public record PluginVersion(
        String sha256, String id, String version, String name, boolean comesWithGannet, PluginState state, boolean enabled, boolean inUse, String reason,
        String licence, List<String> libraries, List<Signer> signers, long bytes, List<VariantCard> variants, List<Check> checks,
        String sandbox, boolean shutIn, String log, long milliseconds, String uploadedBy, Instant uploaded, String decidedBy, @Nullable Instant decided,
        long runs, List<Long> unfinished) {
    /// @param sha256 of the certificate
    public record Signer(String name, String sha256) {}

    /// @param variant its id, empty for the plugin as a whole
    public record Check(String variant, String name, boolean passed, String words, long milliseconds) {}

    /// The same without what only its own page shows.
    public PluginVersion brief() {
        return new PluginVersion(sha256, id, version, name, comesWithGannet, state, enabled, inUse, reason, licence, libraries, signers, bytes, variants, checks,
                sandbox, shutIn, "", milliseconds, uploadedBy, uploaded, decidedBy, decided, runs, unfinished);
    }

    @Override public String toString() { return id + " " + version; }
}
