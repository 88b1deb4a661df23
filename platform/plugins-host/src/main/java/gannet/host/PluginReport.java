package gannet.host;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a worker found out about a plugin that it opened and tried. Whoever reads it remembers that the plugin's own code ran
/// in the same process and may have written any of it.
///
/// @param id of the bundle, as the framework has it    @param variants their cards, in the manifest's order
/// @param pictures PNG by variant: what the plugin brings to show what it makes
/// @param samples PNG by variant: what it drew after the few steps of its trial
public record PluginReport(
        String id, String version, String sha256, List<VariantDescription> variants, List<Check> checks,
        Map<String, byte[]> pictures, Map<String, byte[]> samples) {
    public PluginReport {
        variants = List.copyOf(variants);
        checks = List.copyOf(checks);
        pictures = Map.copyOf(pictures);
        samples = Map.copyOf(samples);
    }

    /// One thing that was tried.
    ///
    /// @param variant its id, empty for the bundle as a whole    @param name "draws what it is asked for"    @param words what came of it, or what is wrong
    public record Check(String variant, String name, boolean passed, String words, long milliseconds) {}

    /// A line of what the worker prints while it is at it: a check that is done, and at last the report.
    public record Line(@Nullable Check check, @Nullable PluginReport report) {}
}
