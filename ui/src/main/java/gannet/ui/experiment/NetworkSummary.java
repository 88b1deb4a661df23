package gannet.ui.experiment;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import gannet.server.plugin.Variants;
import gannet.ui.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The networks that the settings give, known before anything runs: how much each learns, and layer by layer.
final class NetworkSummary extends Div {
    private final Map<String, Boolean> opened = new HashMap<>();

    NetworkSummary() { addClassName("networks"); }

    void show(List<Variants.NetworkPlan> networks) {
        removeAll();
        removeClassName("stale");
        long most = networks.stream().mapToLong(Variants.NetworkPlan::parameters).max().orElse(1);
        add(new H2("Networks"));
        for (var network : networks) {
            add(network(network, most));
        }
    }

    /// The settings are wrong at the moment; what is shown belongs to earlier ones.
    void stale() { addClassName("stale"); }

    private Div network(Variants.NetworkPlan network, long most) {
        var name = new Span(title(network.name()));
        var weights = new Span(Words.count(network.parameters()));
        weights.addClassName("b");
        weights.setTitle("Numbers it learns");
        var line = new Div(name, weights);
        line.addClassName("line");
        var filled = new Span();
        filled.getStyle().setWidth(Math.max(1, 100 * network.parameters() / Math.max(1, most)) + "%");
        var bar = new Div(filled);
        bar.addClassNames("bar", colour(network.name()));
        var layers = new Details(Words.count(network.rows().size(), "layer", "layers"), table(network));
        layers.setOpened(opened.getOrDefault(network.name(), false));
        layers.addOpenedChangeListener(change -> opened.put(network.name(), change.isOpened()));
        var whole = new Div(line, bar, layers);
        whole.addClassName("network");
        return whole;
    }

    /// The colour of the player it is, by the names that authors give them; what neither makes nor judges has none.
    static String colour(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        if (lower.contains("discriminator") || lower.contains("critic") || lower.equals("d") || lower.startsWith("d-")) {
            return "of-d";
        }
        return lower.contains("generator") || lower.equals("g") || lower.contains("-to-") ? "of-g" : "of-none";
    }

    private static NativeTable table(Variants.NetworkPlan network) {
        var head = new NativeTableHeader(new NativeTableRow(new NativeTableHeaderCell("Layer"), new NativeTableHeaderCell("Output"), new NativeTableHeaderCell("Weights")));
        var body = new NativeTableBody();
        for (var row : network.rows()) {
            body.add(new NativeTableRow(new NativeTableCell(row.layer()), new NativeTableCell(row.output()),
                    new NativeTableCell(row.parameters() == 0 ? "–" : Words.count(row.parameters()))));
        }
        var table = new NativeTable(head, body);
        table.addClassName("layers");
        return table;
    }

    static String title(String name) { return Character.toUpperCase(name.charAt(0)) + name.substring(1); }
}
