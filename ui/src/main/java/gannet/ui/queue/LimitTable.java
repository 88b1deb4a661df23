package gannet.ui.queue;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.queue.Rulebook.Limits;
import gannet.ui.Notice;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Weights and limits, a row for each team or person. A row that was changed shows its own Save.
final class LimitTable extends NativeTable {
    private final NativeTableBody body = new NativeTableBody();
    private final boolean weights;
    private final boolean editable;
    private final transient BiConsumer<UUID, Limits> save;

    LimitTable(boolean weights, boolean editable, BiConsumer<UUID, Limits> save) {
        this.weights = weights;
        this.editable = editable;
        this.save = save;
        addClassName("limits");
        var heads = new NativeTableRow();
        var titles = new ArrayList<>(List.of(weights ? "Team" : "Person"));
        if (weights) {
            titles.add("Weight");
        }
        titles.addAll(List.of("Devices at once", "Waiting runs", ""));
        titles.forEach(title -> heads.add(new NativeTableHeaderCell(title)));
        add(new NativeTableHeader(heads), body);
    }

    void row(UUID id, String name, String about, Limits limits) {
        var title = new Div(bold(name));
        if (!about.isEmpty()) {
            var small = new Div(about);
            small.addClassNames("s", "m3");
            title.add(small);
        }
        var row = new NativeTableRow(new NativeTableCell(title));
        if (!editable) {
            if (weights) {
                row.add(new NativeTableCell(limits.weight() == null ? "1" : ShareList.weight(limits.weight())));
            }
            row.add(new NativeTableCell(text(limits.mostRunning(), "–")), new NativeTableCell(text(limits.mostQueued(), "–")), new NativeTableCell());
            body.add(row);
            return;
        }
        var keep = new Button("Save");
        keep.addThemeNames("small");
        keep.setVisible(false);
        keep.setAriaLabel("Save " + name);
        var fields = new LinkedHashMap<String, TextField>();
        if (weights) {
            fields.put("weight", field("Weight of " + name, limits.weight() == null ? "1" : ShareList.weight(limits.weight()), "1", keep));
        }
        fields.put("mostRunning", field("Devices at once of " + name, text(limits.mostRunning(), ""), "rule", keep));
        fields.put("mostQueued", field("Waiting runs of " + name, text(limits.mostQueued(), ""), "rule", keep));
        fields.values().forEach(field -> row.add(new NativeTableCell(field)));
        keep.addClickListener(click -> keep(id, name, fields, keep));
        row.add(new NativeTableCell(keep));
        body.add(row);
    }

    private static TextField field(String label, String value, String placeholder, Button keep) {
        var field = new TextField();
        field.setAriaLabel(label);
        field.setValue(value);
        field.setPlaceholder(placeholder);
        field.setValueChangeMode(ValueChangeMode.EAGER);
        field.addValueChangeListener(change -> keep.setVisible(true));
        return field;
    }

    private void keep(UUID id, String name, Map<String, TextField> fields, Button keep) {
        fields.values().forEach(field -> field.setInvalid(false));
        var problems = new ArrayList<Problem>();
        var limits = new Limits(decimal("weight", fields, problems), whole("mostRunning", fields, problems), whole("mostQueued", fields, problems));
        if (problems.isEmpty()) {
            try {
                save.accept(id, limits);
                keep.setVisible(false);
                Notice.good("Saved for " + name + ".");
                return;
            } catch (ProblemException wrong) {
                problems.addAll(wrong.problems());
            }
        }
        for (var problem : problems) {
            var field = fields.get(problem.where());
            if (field == null) {
                Notice.bad(problem.message());
            } else {
                field.setErrorMessage(problem.message());
                field.setInvalid(true);
            }
        }
    }

    private static @Nullable Double decimal(String name, Map<String, TextField> fields, List<Problem> problems) {
        var text = typed(name, fields);
        try {
            return text.isEmpty() ? null : Double.valueOf(text);
        } catch (NumberFormatException e) {
            problems.add(Problem.user(name, "A number such as 2 or 0.5, not \"" + text + "\"."));
            return null;
        }
    }

    private static @Nullable Integer whole(String name, Map<String, TextField> fields, List<Problem> problems) {
        var text = typed(name, fields);
        try {
            return text.isEmpty() ? null : Integer.valueOf(text);
        } catch (NumberFormatException e) {
            problems.add(Problem.user(name, "A whole number, or nothing for the rule above, not \"" + text + "\"."));
            return null;
        }
    }

    private static String typed(String name, Map<String, TextField> fields) {
        var field = fields.get(name);
        return field == null ? "" : field.getValue().strip();
    }

    private static Span bold(String text) {
        var span = new Span(text);
        span.addClassName("b");
        return span;
    }

    private static String text(@Nullable Integer number, String otherwise) { return number == null ? otherwise : number.toString(); }
}
