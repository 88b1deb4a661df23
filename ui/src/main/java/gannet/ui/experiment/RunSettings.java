package gannet.ui.experiment;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import gannet.parameters.Parameter;
import gannet.parameters.Schema;
import gannet.run.Training;
import gannet.server.experiment.Run;
import gannet.ui.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// With which settings a run trains. What a fork changed of its parent's stands first, then what was changed from the defaults;
/// the rest folds away.
final class RunSettings extends Div {
    /// One row: the default is null where it is not known any more.
    private record Row(String label, String value, @Nullable String usual) {}

    /// @param variant the settings its variant declares; empty if the plugin is gone    @param parent null if it is no fork
    RunSettings(Run run, List<Parameter> variant, @Nullable Run parent) {
        addClassName("run-settings");
        var rows = new ArrayList<>(rows(run.settings(), variant));
        rows.addAll(rows(run.training(), Schema.of(Training.class).parameters()));
        var changed = rows.stream().filter(row -> row.usual() != null).toList();
        var same = rows.stream().filter(row -> row.usual() == null).toList();
        var count = new Span(changed.isEmpty() ? "all at their defaults" : changed.size() + " changed from the defaults");
        var head = new Div(new H2("Settings"), count);
        head.addClassName("section");
        add(head);
        if (parent != null) {
            add(fromParent(run, parent, variant));
        }
        if (!changed.isEmpty()) {
            add(table(changed));
        }
        if (!same.isEmpty()) {
            add(fold("Show " + Words.count(same.size()) + " that are the same", table(same)));
        }
        if (!run.facts().isEmpty()) {
            add(fold("What it ran on", table(run.facts().entrySet().stream().map(fact -> new Row(fact.getKey(), fact.getValue(), null)).toList())));
        }
    }

    private static Div fromParent(Run run, Run parent, List<Parameter> variant) {
        var rows = new ArrayList<>(differing(run.settings(), parent.settings(), variant));
        rows.addAll(differing(run.training(), parent.training(), Schema.of(Training.class).parameters()));
        var words = new Div(rows.isEmpty() ? "As in run %d, which it was forked from.".formatted(parent.number()) : "Changed from run %d, which it was forked from:".formatted(parent.number()));
        words.addClassNames("s", "m2");
        return rows.isEmpty() ? new Div(words) : new Div(words, table(rows, "In run " + parent.number()));
    }

    private static List<Row> differing(SortedMap<String, Object> values, SortedMap<String, Object> before, List<Parameter> declared) {
        var names = new TreeSet<>(values.keySet());
        names.addAll(before.keySet());
        var rows = new ArrayList<Row>();
        for (var name : names) {
            var parameter = declared.stream().filter(one -> one.name().equals(name)).findFirst();
            var now = shown(parameter, values.get(name));
            var then = shown(parameter, before.get(name));
            if (!now.equals(then)) {
                rows.add(new Row(parameter.map(Parameter::label).orElse(name), now, then));
            }
        }
        return rows;
    }

    private static String shown(Optional<Parameter> parameter, @Nullable Object value) {
        var text = value == null ? "–" : plain(value);
        return value == null ? text : parameter.map(one -> SettingField.shown(one, text)).orElse(text);
    }

    private static Details fold(String summary, Component content) {
        var details = new Details(summary, content);
        details.addClassName("quiet");
        return details;
    }

    private static List<Row> rows(SortedMap<String, Object> values, List<Parameter> declared) {
        var rows = new ArrayList<Row>();
        for (var parameter : declared) {
            var value = values.get(parameter.name());
            if (value != null) {
                var text = plain(value);
                rows.add(new Row(parameter.label(), SettingField.shown(parameter, text),
                        text.equals(plain(parameter)) ? null : SettingField.shown(parameter, parameter.value())));
            }
        }
        for (Map.Entry<String, Object> value : values.entrySet()) {
            if (declared.stream().noneMatch(parameter -> parameter.name().equals(value.getKey()))) {
                rows.add(new Row(value.getKey(), plain(value.getValue()), null));
            }
        }
        return rows;
    }

    private static String plain(Parameter parameter) {
        return switch (parameter.type()) {
            case DECIMAL -> plain(Double.valueOf(parameter.value()));
            case INTEGER, FLAG, TEXT, FILE, CHOICE -> parameter.value();
        };
    }

    /// As people type it: `0.0002`, not `2.0E-4`.
    static String plain(Object value) {
        return value instanceof Double || value instanceof Float
                ? new java.math.BigDecimal(value.toString()).stripTrailingZeros().toPlainString() : value.toString();
    }

    private static NativeTable table(List<Row> rows) { return table(rows, "The default"); }

    /// @param usual what the value that is crossed out is
    private static NativeTable table(List<Row> rows, String usual) {
        var body = new NativeTableBody();
        for (var row : rows) {
            var value = new Div();
            if (row.usual() != null) {
                var before = new Span(row.usual());
                before.addClassName("usual");
                before.setTitle(usual);
                var now = new Span(row.value());
                now.addClassName("b");
                value.add(before, now);
            } else {
                value.setText(row.value());
            }
            var cell = new NativeTableCell(value);
            cell.addClassName("n");
            body.add(new NativeTableRow(new NativeTableCell(row.label()), cell));
        }
        var table = new NativeTable(body);
        table.addClassName("pairs");
        return table;
    }
}
