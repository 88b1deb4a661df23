package gannet.ui.experiment;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridSortOrder;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.SortDirection;
import gannet.server.experiment.Run;
import gannet.ui.StateMark;
import gannet.ui.Words;
import gannet.ui.table.ValueColumns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// The columns of the table of runs. Those with a key can be sorted by.
final class RunColumns {
    private static final Set<String> WIDE = Set.of("variant", "data", "step", "generator", "discriminator", "took", "created");

    private static final Set<String> SAME = Set.of("variant", "data", "generator", "discriminator");

    private RunColumns() {}

    static void addTo(Grid<Run> grid, ValueColumns values) {
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER);
        grid.addClassName("run-table");
        grid.setSelectionMode(Grid.SelectionMode.MULTI);
        grid.setColumnReorderingAllowed(true);
        grid.addComponentColumn(run -> Pictures.newest(run, 3, 36)).setKey("samples").setHeader("Samples now").setWidth("136px").setFlexGrow(0);
        grid.addComponentColumn(run -> name(run, values)).setKey("name").setHeader("Run").setSortProperty("name").setSortable(true).setFlexGrow(3).setWidth("220px");
        grid.addComponentColumn(run -> new StateMark(run.state())).setKey("state").setHeader("State").setSortProperty("state").setSortable(true)
                .setWidth("104px").setFlexGrow(0);
        grid.addColumn(Run::variantTitle).setKey("variant").setHeader("Variant").setSortProperty("variant").setSortable(true).setWidth("96px").setFlexGrow(1);
        grid.addColumn(Run::dataSet).setKey("data").setHeader("Data set").setSortProperty("data").setSortable(true).setWidth("116px").setFlexGrow(1);
        number(grid, "step", "Step", RunColumns::step, "112px").setSortProperty("step").setSortable(true);
        number(grid, "generator", "G", run -> loss(run, "generator"), "62px");
        number(grid, "discriminator", "D", run -> loss(run, "discriminator"), "62px");
        number(grid, "took", "Took", run -> took(run), "98px");
        number(grid, "created", "Started", RunColumns::started, "96px").setSortProperty("created").setSortable(true);
        grid.getColumns().forEach(column -> column.setResizable(!column.getKey().equals("samples")));
        grid.setAllRowsVisible(false);
        grid.setMultiSort(false);
    }

    private static Grid.Column<Run> number(Grid<Run> grid, String key, String head, com.vaadin.flow.function.ValueProvider<Run, Component> cell, String width) {
        return grid.addComponentColumn(cell).setKey(key).setHeader(head).setTextAlign(ColumnTextAlign.END).setWidth(width).setFlexGrow(0);
    }

    /// On a narrow page a row is a picture and two lines.
    ///
    /// @param width of the window    @param together whether the runs are those of one experiment, where some columns say the same in each row
    static void fit(Grid<Run> grid, int width, boolean together, ValueColumns values) {
        boolean narrow = width < 700;
        grid.getColumns().forEach(column -> column.setVisible(!(narrow && (WIDE.contains(column.getKey()) || ExperimentView.owns(column) || values.owns(column)))
                && !(together && SAME.contains(column.getKey()))));
        if (width < 1400) {
            Stream.of("variant", "data").forEach(key -> grid.getColumnByKey(key).setVisible(false));
        }
        if (width < 1000) {
            Stream.of("took", "created").forEach(key -> grid.getColumnByKey(key).setVisible(false));
        }
        grid.getColumnByKey("samples").setWidth(narrow ? "58px" : "136px");
        grid.getColumnByKey("state").setWidth(narrow ? "44px" : "104px");
        grid.getColumnByKey("samples").setHeader(narrow ? "" : "Samples now");
        grid.getColumnByKey("state").setHeader(narrow ? "" : "State");
        grid.getElement().getClassList().set("narrow", narrow);
    }

    static void order(Grid<Run> grid, ValueColumns values) { grid.setColumnOrder(values.inOrder()); }

    /// What stands for a column's order in the address.
    static String address(Grid.Column<Run> column) {
        return column.getKey().startsWith(ValueColumns.KEY) ? column.getKey().substring(ValueColumns.KEY.length()) : column.getKey().equals("created") ? "number" : column.getKey();
    }

    static void sort(Grid<Run> grid, String sort) {
        boolean descending = sort.startsWith("-");
        var by = descending ? sort.substring(1) : sort;
        grid.getColumns().stream().filter(column -> column.isSortable() && address(column).equals(by)).findFirst().ifPresent(column ->
                grid.sort(List.of(new GridSortOrder<>(column, descending ? SortDirection.DESCENDING : SortDirection.ASCENDING))));
    }

    private static Component name(Run run, ValueColumns values) {
        var name = new Anchor("runs/" + run.number(), run.name());
        name.addClassNames("b", "cut");
        var under = new Span(run.number() + " · " + run.launchedBy());
        under.addClassNames("s", "m3", "cut");
        var narrow = new Span(run.number() + " · " + progress(run));
        narrow.addClassNames("s", "m3", "cut", "when-narrow");
        var line = new Div(under, values.marks(run));
        line.addClassName("under");
        var cell = new Div(name, line, narrow);
        cell.addClassName("name");
        return cell;
    }

    private static String progress(Run run) {
        return run.state().isOver() || run.step() > 0 ? Words.count(run.step()) + " of " + Words.count(run.steps()) : "waiting";
    }

    private static Component step(Run run) {
        if (run.step() == 0) {
            return nothing();
        }
        var step = new Span(Words.count(run.step()));
        if (run.state().isOver() || run.steps() <= 0) {
            return step;
        }
        var filled = new Span();
        filled.getStyle().setWidth(100.0 * run.step() / run.steps() + "%");
        var bar = new Div(filled);
        bar.addClassName("bar");
        var cell = new Div(step, bar);
        cell.addClassName("going");
        cell.setTitle(Words.percent(run.step(), run.steps()) + " of " + Words.count(run.steps()));
        return cell;
    }

    private static Component loss(Run run, String line) {
        var loss = run.losses().get(line);
        return loss == null ? nothing() : new Span(figure(loss));
    }

    /// "0.53", "1,204", "9.9e8": a loss that ran away must not widen the table.
    private static String figure(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "∞" : "−∞";
        }
        double size = Math.abs(value);
        return String.format(Locale.ENGLISH, size < 100 ? "%.2f" : size < 100_000 ? "%,.0f" : "%.1e", value).replace("e+0", "e").replace("e+", "e");
    }

    private static Component took(Run run) {
        var from = run.started();
        if (from == null) {
            return nothing();
        }
        var to = run.ended();
        var took = new Span(Words.duration(Duration.between(from, to == null ? Instant.now() : to)));
        took.addClassName("m2");
        return took;
    }

    private static Component started(Run run) {
        var from = run.started();
        if (from == null) {
            return nothing();
        }
        var started = new Span(Words.here().time(from));
        started.setTitle(Words.here().fullTime(from));
        started.addClassName("m2");
        return started;
    }

    private static Span nothing() {
        var dash = new Span("–");
        dash.addClassName("m3");
        return dash;
    }
}
