package gannet.host;

import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;

/// An installed plugin.
public final class Plugin {
    private final Bundle bundle;
    private final BundleInspection inspection;
    private final List<Variant<?, ?>> variants;
    private final String kept;

    /// @param kept see [PluginHost#isSound]
    Plugin(Bundle bundle, BundleInspection inspection, List<Variant<?, ?>> variants, String kept) {
        this.kept = kept;
        this.bundle = bundle;
        this.inspection = inspection;
        this.variants = List.copyOf(variants);
    }

    public String id() { return inspection.id(); }
    public String version() { return inspection.version(); }
    public String sha256() { return inspection.sha256(); }
    public List<Variant<?, ?>> variants() { return variants; }

    public Optional<Variant<?, ?>> variant(String id) { return variants.stream().filter(variant -> variant.id().equals(id)).findFirst(); }

    Bundle bundle() { return bundle; }
    String kept() { return kept; }

    @Override public String toString() { return id() + " " + version(); }
}
