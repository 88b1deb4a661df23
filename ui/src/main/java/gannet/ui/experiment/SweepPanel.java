package gannet.ui.experiment;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.IntegerField;
import gannet.parameters.Parameter;
import gannet.parameters.ProblemException;
import gannet.parameters.Schema;
import gannet.server.experiment.Axis;
import gannet.server.experiment.Sweep;
import gannet.server.experiment.Sweep.Kind;
import gannet.ui.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What is asked of a launch of many runs, besides the values that stand in the settings' fields: which combinations, how many
/// seeds, and whether the worse runs are stopped early.
final class SweepPanel extends Div {
    private static final String KIND = "sweep.kind";
    private static final String COUNT = "sweep.count";
    private static final String SEEDS = "sweep.seeds";
    private static final int USUAL_COUNT = 16;

    private final transient Schema settings;
    private final transient Runnable onChange;
    private final Segments<Kind> kinds;
    private final IntegerField count = number("Points", USUAL_COUNT);
    private final IntegerField seeds = number("Seeds for each", 1);
    private final StoppingFields stopping;
    private final Div way = new Div();
    private final Span sum = new Span();
    private Kind kind = Kind.GRID;

    /// @param settings those of the variant and of the training    @param metrics chart lines to offer for early stopping
    SweepPanel(Schema settings, List<String> metrics, Runnable onChange) {
        this.settings = settings;
        this.onChange = onChange;
        addClassName("sweep");
        kinds = new Segments<>("Which combinations", chosen -> {
            kind = chosen;
            changed();
        });
        kinds.choice(Kind.GRID, "All", "Every combination of the values")
                .choice(Kind.SOBOL, "Spread", "Points of Sobol's sequence, which fill the space evenly")
                .choice(Kind.RANDOM, "Chance", "Points drawn by chance, the same for the same seed");
        stopping = new StoppingFields(metrics, this::changed);
        listen(count);
        listen(seeds);
        way.add(kinds, count);
        way.addClassName("way");
        var hint = new Paragraph("Several values in a setting's field make several runs: 0.1, 0.2 or 0.0001 … 0.01 log × 4");
        hint.addClassName("hint");
        sum.addClassNames("s", "b");
        sum.getElement().setAttribute("aria-live", "polite");
        add(hint, way, seeds, stopping, sum);
        show(0, Map.of());
    }

    private static IntegerField number(String label, int value) {
        var field = new IntegerField(label);
        field.setMin(1);
        field.setMax(Sweep.MOST_RUNS);
        field.setStepButtonsVisible(true);
        field.setValue(value);
        return field;
    }

    private <C extends AbstractField<C, V>, V> void listen(AbstractField<C, V> field) {
        field.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                changed();
            }
        });
    }

    private void changed() { onChange.run(); }

    /// @param typed every setting as it stands in its field
    Optional<Sweep> sweep(Map<String, String> typed) {
        var axes = axes(typed);
        int each = Objects.requireNonNullElse(seeds.getValue(), 1);
        if (axes.isEmpty() && each == 1) {
            return Optional.empty();
        }
        return Optional.of(new Sweep(axes, kind, Objects.requireNonNullElse(count.getValue(), 0), each, stopping.halving().orElse(null)));
    }

    /// In the order of the form.
    private Map<String, Axis> axes(Map<String, String> typed) {
        var axes = new LinkedHashMap<String, Axis>();
        for (var parameter : settings.parameters()) {
            AxisText.of(parameter, typed.getOrDefault(parameter.name(), "")).ifPresent(axis -> axes.put(parameter.name(), axis));
        }
        return axes;
    }

    /// Each setting with one value, the first of several.
    SortedMap<String, String> single(SortedMap<String, String> typed) {
        var single = new TreeMap<>(typed);
        axes(typed).keySet().forEach(name -> single.computeIfPresent(name, (_, text) -> AxisText.first(text)));
        return single;
    }

    /// Shows what the sweep comes to.
    ///
    /// @return how many runs, 1 without a sweep
    /// @throws ProblemException with everything that is wrong with it
    int judge(Map<String, String> typed, long seed) {
        var sweep = sweep(typed);
        show(0, sweep.map(Sweep::axes).orElse(Map.of()));
        stopping.setVisible(sweep.isPresent());
        if (sweep.isEmpty()) {
            return 1;
        }
        int runs = sweep.get().points(settings, seed).size();
        show(runs, sweep.get().axes());
        return runs;
    }

    private void show(int runs, Map<String, Axis> axes) {
        kinds.show(kind);
        way.setVisible(!axes.isEmpty());
        count.setVisible(kind != Kind.GRID);
        int each = Objects.requireNonNullElse(seeds.getValue(), 1);
        var varied = String.join(" × ", axes.keySet().stream().map(name -> settings.find(name).map(Parameter::label).orElse(name)).toList());
        sum.setText(runs == 0 ? "" : Words.count(runs, "run", "runs") + (varied.isEmpty() ? "" : ": " + varied) + (each > 1 ? (varied.isEmpty() ? ": " : " × ") + each + " seeds" : ""));
    }

    /// For the address: what differs from the usual.
    SortedMap<String, String> address() {
        var address = new TreeMap<>(stopping.address());
        if (kind != Kind.GRID) {
            address.put(KIND, kind.name().toLowerCase(Locale.ROOT));
            address.put(COUNT, String.valueOf(Objects.requireNonNullElse(count.getValue(), 0)));
        }
        if (Objects.requireNonNullElse(seeds.getValue(), 1) != 1) {
            address.put(SEEDS, String.valueOf(seeds.getValue()));
        }
        return address;
    }

    void restore(Map<String, String> address) {
        for (var one : Kind.values()) {
            kind = one.name().equalsIgnoreCase(address.getOrDefault(KIND, "")) ? one : kind;
        }
        whole(address.get(COUNT)).ifPresent(count::setValue);
        whole(address.get(SEEDS)).ifPresent(seeds::setValue);
        stopping.restore(address);
        show(0, Map.of());
    }

    /// @return whether the problem is one of this panel
    boolean focus(String where) {
        if (where.startsWith("halving.")) {
            stopping.focus(where.substring(8));
            return true;
        }
        if (where.equals("sweep")) {
            (kind == Kind.GRID ? seeds : count).focus();
            return true;
        }
        return false;
    }

    static Optional<Integer> whole(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(Integer.parseInt(text));
        } catch (NumberFormatException mistyped) {
            return Optional.empty();
        }
    }
}
