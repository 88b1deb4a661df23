package gannet.ui.plugin;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import gannet.server.plugin.PluginState;
import gannet.server.plugin.PluginVersion;
import gannet.ui.Empty;
import gannet.ui.Glyph;
import gannet.ui.Live;
import gannet.ui.PageHead;
import gannet.ui.Shell;
import gannet.ui.Visitor;
import gannet.ui.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// `/plugins`: what waits for an administrator, and what is installed.
@Route(value = "plugins", layout = Shell.class)
@StyleSheet("plugin.css")
public final class PluginsPage extends Div implements HasDynamicTitle {
    private final transient Visitor visitor;
    private final boolean administers;
    private final PageHead head = new PageHead("Plugins");
    private final Div refused = new Div();
    private final Div pending = new Div();
    private final Div installed = new Div();

    public PluginsPage(Visitor visitor) {
        this.visitor = visitor;
        administers = visitor.services().plugins().administers(visitor.person());
        addClassName("plugins");
        refused.getElement().setAttribute("role", "alert");
        add(head, refused);
        if (administers) {
            add(new PluginUpload(visitor, sha256 -> {
                refused.removeAll();
                getUI().ifPresent(ui -> ui.getPage().setLocation("plugins/" + sha256)); // the upload's own thread serves no request to navigate in
            }, this::refuse));
            if (!visitor.services().plugins().shutsIn(visitor.person())) {
                add(PluginReport.banner("warn", Glyph.ALERT, "Uploads are verified without being shut in. " + visitor.services().plugins().sandbox(visitor.person()) + "."));
            }
        }
        add(pending, installed);
        refresh();
        Live.withPlugins(this, visitor, this::refresh);
    }

    private void refuse(List<String> sentences) {
        refused.removeAll();
        sentences.forEach(sentence -> refused.add(PluginReport.banner("bad", Glyph.ALERT, sentence)));
    }

    private void refresh() {
        var all = visitor.services().plugins().list(visitor.person());
        var waiting = all.stream().filter(plugin -> plugin.state() != PluginState.INSTALLED && plugin.state() != PluginState.REMOVED).toList();
        var groups = new LinkedHashMap<String, List<PluginVersion>>(all.stream().filter(plugin -> plugin.state() == PluginState.INSTALLED && !isSuperseded(plugin))
                .collect(Collectors.groupingBy(PluginVersion::id, LinkedHashMap::new, Collectors.toList())));
        long ready = waiting.stream().filter(plugin -> plugin.state() == PluginState.READY).count();
        head.status(Words.count(groups.size()) + " installed" + (ready == 0 ? "" : ready == 1 ? ", 1 waits for approval" : ", " + ready + " wait for approval") + ". Nothing here needs a restart.");
        pending.removeAll();
        waiting.forEach(plugin -> pending.add(card(plugin)));
        installed.removeAll();
        installed.add(new H2("Installed"), groups.isEmpty() ? new Empty("No plugin is installed. An administrator uploads one here.") : table(groups));
    }

    /// What an older Gannet brought and nobody launches any more.
    private static boolean isSuperseded(PluginVersion plugin) { return plugin.comesWithGannet() && !plugin.enabled() && plugin.decidedBy().isEmpty(); }

    private Div card(PluginVersion plugin) {
        var name = new Anchor("plugins/" + plugin.sha256(), plugin.name());
        name.addClassName("name");
        var version = new Span(plugin.version());
        version.addClassName("tag");
        var words = new Span(plugin.reason().isEmpty() ? PluginWords.variants(plugin) + ", uploaded by " + plugin.uploadedBy() + " at " + Words.here().time(plugin.uploaded())
                + (plugin.checks().isEmpty() ? "" : "; " + PluginWords.checks(plugin)) : plugin.reason());
        words.addClassNames("s", "m2");
        var title = new Div(name, version, PluginWords.mark(plugin));
        title.addClassName("title");
        var card = new Div(new Div(title, words), new PluginActions(visitor, plugin, this::refresh));
        card.addClassName("pending");
        return card;
    }

    private NativeTable table(Map<String, List<PluginVersion>> groups) {
        var head = new NativeTableRow();
        for (var word : List.of("Plugin", "Variants", "Version in use", "Other versions", "Runs", "Not over", "From", "")) {
            head.add(new NativeTableHeaderCell(word));
        }
        var body = new NativeTableBody();
        for (var versions : groups.values()) {
            body.add(row(versions));
        }
        var table = new NativeTable(new NativeTableHeader(head), body);
        table.addClassName("installed");
        return table;
    }

    private NativeTableRow row(List<PluginVersion> versions) {
        var first = versions.getFirst();
        var name = new Anchor("plugins/" + first.sha256(), PluginWords.name(first));
        name.addClassName("name");
        var others = new Div();
        versions.stream().skip(1).forEach(other -> others.add(new Div(new Anchor("plugins/" + other.sha256(), other.version()),
                new Span((other.enabled() ? "" : " disabled") + (other.runs() == 0 ? "" : " · " + Words.count(other.runs(), "run", "runs"))))));
        var row = new NativeTableRow(new NativeTableCell(name), new NativeTableCell(PluginWords.variants(first)),
                new NativeTableCell(new Span(first.version() + " "), PluginWords.mark(first)), new NativeTableCell(others),
                new NativeTableCell(Words.count(versions.stream().mapToLong(PluginVersion::runs).sum())),
                new NativeTableCell(Words.count(versions.stream().mapToLong(version -> version.unfinished().size()).sum())), new NativeTableCell(PluginWords.from(first)));
        row.add(administers ? new NativeTableCell(new PluginActions(visitor, first, this::refresh)) : new NativeTableCell(""));
        return row;
    }

    @Override
    public String getPageTitle() { return "Plugins · Gannet"; }
}
