package gannet.ui.experiment;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Span;
import gannet.parameters.Parameter;
import gannet.parameters.Schema;
import gannet.run.Training;
import gannet.server.experiment.Experiment;
import gannet.server.experiment.Halving;
import gannet.server.experiment.Run;
import gannet.ui.Visitor;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One experiment in the table of runs: what differs between its runs as columns, and the metric by which they are compared.
final class ExperimentView {
    private static final String OWN = "experiment ";
    private static final Schema TRAINING = Schema.of(Training.class);

    private Experiment experiment;
    private @Nullable Long best;
    private final List<Grid.Column<Run>> columns = new ArrayList<>();

    ExperimentView(Experiment experiment) {
        this.experiment = experiment;
        best = best();
    }

    /// Whether a column is one of an experiment's.
    static boolean owns(Grid.Column<Run> column) { return column.getKey().startsWith(OWN); }

    String title() { return experiment.name(); }

    void enter(Grid<Run> grid) {
        for (var setting : experiment.differing()) {
            columns.add(grid.addColumn(run -> written(value(run, setting))).setKey(OWN + setting).setHeader(label(setting)).setTextAlign(ColumnTextAlign.END).setWidth("110px").setFlexGrow(0));
        }
        var halving = halving();
        if (halving != null) {
            columns.add(grid.addComponentColumn(run -> metric(run, halving.metric())).setKey(OWN + "metric ").setHeader(halving.metric()).setTextAlign(ColumnTextAlign.END).setWidth("110px").setFlexGrow(0));
            columns.add(grid.addComponentColumn(ExperimentView::reason).setKey(OWN + "reason ").setHeader("Why it ended").setWidth("200px").setFlexGrow(2));
        }
        int own = grid.getColumns().size() - columns.size();
        var order = new ArrayList<>(grid.getColumns().subList(0, own));
        order.addAll(Math.min(3, own), columns); // beside name and state
        grid.setColumnOrder(order);
    }

    void leave(Grid<Run> grid) {
        columns.forEach(grid::removeColumn);
        columns.clear();
    }

    /// Looks which run is the best by now.
    ///
    /// @return whether that has changed
    boolean look(Visitor visitor) {
        if (halving() == null) {
            return false;
        }
        experiment = visitor.services().experiments().find(visitor.person(), experiment.id());
        var before = best;
        best = best();
        return !Objects.equals(before, best);
    }

    private @Nullable Halving halving() {
        var sweep = experiment.sweep();
        return sweep == null ? null : sweep.halving();
    }

    private @Nullable Long best() {
        var halving = halving();
        if (halving == null) {
            return null;
        }
        Run best = null;
        for (var run : experiment.runs()) {
            var value = run.losses().get(halving.metric());
            if (value != null && (best == null || halving.isBetter(value, best.losses().getOrDefault(halving.metric(), Double.NaN)))) {
                best = run;
            }
        }
        return best == null ? null : best.number();
    }

    private Component metric(Run run, String name) {
        var value = run.losses().get(name);
        var figure = new Span(value == null ? "–" : written(value));
        boolean isBest = Objects.equals(best, run.number());
        figure.addClassName(isBest ? "b" : "m2");
        if (isBest) {
            figure.setTitle("The best of this experiment at the moment");
            figure.setText(figure.getText() + " best");
        }
        return figure;
    }

    private static Component reason(Run run) {
        var reason = new Span(run.state().isOver() ? run.reason() : "");
        reason.addClassNames("s", "m3", "why");
        reason.setTitle(run.reason());
        return reason;
    }

    private static @Nullable Object value(Run run, String setting) {
        return run.settings().containsKey(setting) ? run.settings().get(setting) : run.training().get(setting);
    }

    private static String written(@Nullable Object value) {
        if (value instanceof Double number && Double.isFinite(number)) {
            return new BigDecimal(number).round(new MathContext(4)).stripTrailingZeros().toPlainString();
        }
        return value == null ? "–" : value.toString();
    }

    private String label(String setting) {
        return TRAINING.find(setting).map(Parameter::label).orElseGet(() -> words(setting));
    }

    /// `imageSize` as "Image size"
    private static String words(String name) {
        var words = name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
