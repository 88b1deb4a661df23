package gannet.ui.plugin;

import com.vaadin.flow.component.html.Span;
import gannet.server.plugin.PluginState;
import gannet.server.plugin.PluginVersion;
import gannet.server.plugin.VariantCard;
import gannet.ui.Words;
import java.util.stream.Collectors;

/// What pages say of plugins.
final class PluginWords {
    private PluginWords() {}

    static String state(PluginVersion plugin) {
        return switch (plugin.state()) {
            case WAITING -> "Waits for a worker";
            case VERIFYING -> "Being verified";
            case READY -> "Ready for approval";
            case REFUSED -> "Refused";
            case REJECTED -> "Rejected";
            case INSTALLED -> plugin.inUse() ? "In use" : plugin.enabled() ? "Enabled" : "Disabled";
            case REMOVED -> "Removed";
        };
    }

    static Span mark(PluginVersion plugin) {
        var mark = new Span(state(plugin));
        mark.addClassName("tag");
        if (plugin.inUse()) {
            mark.addClassName("ok");
        } else if (plugin.state() == PluginState.REFUSED || plugin.state() == PluginState.REJECTED) {
            mark.addClassName("bad");
        }
        return mark;
    }

    static String variants(PluginVersion plugin) {
        return plugin.variants().isEmpty() ? "Not known yet" : plugin.variants().stream().map(VariantCard::title).collect(Collectors.joining(", "));
    }

    /// Those that come with Gannet are known by what they bring.
    static String name(PluginVersion plugin) { return plugin.comesWithGannet() && !plugin.variants().isEmpty() ? variants(plugin) : plugin.name(); }

    static String from(PluginVersion plugin) { return plugin.comesWithGannet() ? "Gannet" : plugin.uploadedBy(); }

    static String checks(PluginVersion plugin) {
        long passed = plugin.checks().stream().filter(PluginVersion.Check::passed).count();
        return Words.count(passed) + " of " + Words.count(plugin.checks().size(), "check", "checks");
    }

    static String shortHash(String sha256) { return sha256.substring(0, 4) + "…" + sha256.substring(sha256.length() - 4); }
}
