package gannet.ui.table;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import gannet.server.experiment.Run;
import gannet.server.table.TableRow;
import gannet.ui.Glyph;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The columns that a person chose, settings and metrics, each metric with its small curve; and what people wrote on the rows.
public final class ValueColumns {
    /// How keys of these columns begin; the column's address follows.
    public static final String KEY = "value ";

    private static final int REMEMBERED = 2000;

    private final Grid<Run> grid;
    private final List<Grid.Column<Run>> columns = new ArrayList<>();
    private final Map<Long, TableRow> rows = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override protected boolean removeEldestEntry(Map.Entry<Long, TableRow> eldest) { return size() > REMEMBERED; }
    };

    public ValueColumns(Grid<Run> grid) { this.grid = grid; }

    /// @return the same as runs
    public List<Run> remember(List<TableRow> fetched) {
        fetched.forEach(row -> rows.put(row.run().number(), row));
        return fetched.stream().map(TableRow::run).toList();
    }

    /// @param addresses of settings and metrics    @return whether that changed anything
    public boolean show(List<String> addresses) {
        if (columns.stream().map(column -> column.getKey().substring(KEY.length())).toList().equals(addresses)) {
            return false;
        }
        columns.forEach(grid::removeColumn);
        columns.clear();
        for (var address : addresses) {
            boolean curve = address.startsWith("metric.") && !address.endsWith(".lowest") && !address.endsWith(".highest");
            columns.add(grid.addComponentColumn(run -> value(run, address, curve)).setKey(KEY + address).setHeader(Figures.label(address)).setTextAlign(ColumnTextAlign.END)
                    .setSortProperty(address).setSortable(true).setResizable(true).setWidth(curve ? "156px" : "112px").setFlexGrow(0));
        }
        return true;
    }

    /// `setting.imageSize` as "Image size"
    public static String label(String address) { return Figures.label(address); }

    public boolean owns(Grid.Column<Run> column) { return columns.contains(column); }

    /// Behind the run's name.
    public List<Grid.Column<Run>> inOrder() {
        var own = grid.getColumns().stream().filter(column -> !columns.contains(column)).toList();
        var order = new ArrayList<>(own);
        order.addAll(Math.min(3, own.size()), columns);
        return order;
    }

    private Component value(Run run, String address, boolean curve) {
        var row = rows.get(run.number());
        var value = row == null ? null : row.values().get(address);
        if (value == null) {
            var none = new Span("–");
            none.addClassName("m3");
            return none;
        }
        var figure = new Span(address.startsWith("setting.") ? Figures.setting(value) : Figures.metric(value));
        var points = curve ? Objects.requireNonNull(row).curves().get(address) : null;
        if (points == null || points.size() < 2) {
            return figure;
        }
        var cell = new Div(new Sparkline(points, Figures.label(address) + " over time, now " + figure.getText()), figure);
        cell.addClassName("with-spark");
        return cell;
    }

    /// What the doctor says as a mark, tags, and the note as a mark; empty if there is none of them.
    public Div marks(Run run) {
        var marks = new Div();
        marks.addClassName("marks");
        var row = rows.get(run.number());
        if (row == null) {
            return marks;
        }
        if (!row.finding().isEmpty()) {
            var ill = new Span(Glyph.ALERT.icon(14));
            ill.addClassName("finding-mark");
            ill.setTitle(row.finding());
            ill.getElement().setAttribute("role", "img").setAttribute("aria-label", "The doctor: " + row.finding());
            marks.add(ill);
        }
        if (row.archived()) {
            marks.add(tag("archived", "archived:yes"));
        }
        row.tags().forEach(tag -> marks.add(tag(tag, "tag:" + tag)));
        if (!row.note().isEmpty()) {
            var note = new Span("Note");
            note.addClassName("note-mark");
            note.setTitle(row.note());
            marks.add(note);
        }
        return marks;
    }

    private static Anchor tag(String text, String query) {
        var tag = new Anchor("runs?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8), text);
        tag.addClassName("run-tag");
        return tag;
    }
}
