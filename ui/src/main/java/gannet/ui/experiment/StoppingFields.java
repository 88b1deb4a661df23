package gannet.ui.experiment;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import gannet.server.experiment.Halving;
import gannet.server.experiment.Halving.Goal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Whether a sweep's worse runs are stopped early, by which chart line, when first, and how many go on.
final class StoppingFields extends Div {
    private static final String METRIC = "sweep.metric";
    private static final String GOAL = "sweep.goal";
    private static final String FIRST = "sweep.first";
    private static final String FACTOR = "sweep.factor";
    private static final List<String> BEST = List.of("The best half", "The best third", "The best quarter");

    private final Checkbox on = new Checkbox("Stop the worse runs early");
    private final ComboBox<String> metric = new ComboBox<>("Compared by");
    private final Select<Goal> goal = new Select<>();
    private final IntegerField first = new IntegerField("First at step");
    private final Select<Integer> factor = new Select<>();
    private final Div fields = new Div();

    StoppingFields(List<String> metrics, Runnable onChange) {
        addClassName("stopping");
        metric.setItems(metrics);
        metric.setAllowCustomValue(true);
        metric.addCustomValueSetListener(typed -> {
            metric.setValue(typed.getDetail());
            onChange.run();
        });
        if (!metrics.isEmpty()) {
            metric.setValue(metrics.getFirst());
        }
        goal.setLabel("Better is");
        goal.setItems(Goal.values());
        goal.setItemLabelGenerator(one -> one == Goal.MIN ? "Smaller" : "Larger");
        goal.setValue(Goal.MIN);
        first.setMin(1);
        first.setValue(1000);
        factor.setLabel("Goes on");
        factor.setItems(2, 3, 4);
        factor.setItemLabelGenerator(one -> BEST.get(one - 2));
        factor.setValue(3);
        on.addValueChangeListener(change -> fields.setVisible(on.getValue()));
        listen(on, onChange);
        listen(metric, onChange);
        listen(goal, onChange);
        listen(first, onChange);
        listen(factor, onChange);
        fields.addClassName("pairs-of-fields");
        fields.add(metric, goal, first, factor);
        fields.setVisible(false);
        add(on, fields);
    }

    private static <C extends AbstractField<C, V>, V> void listen(AbstractField<C, V> field, Runnable onChange) {
        field.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                onChange.run();
            }
        });
    }

    Optional<Halving> halving() {
        return on.getValue() ? Optional.of(new Halving(Objects.requireNonNullElse(metric.getValue(), ""), goal.getValue(),
                Objects.requireNonNullElse(first.getValue(), 0), factor.getValue())) : Optional.empty();
    }

    SortedMap<String, String> address() {
        var address = new TreeMap<String, String>();
        halving().ifPresent(halving -> {
            address.put(METRIC, halving.metric());
            address.put(GOAL, halving.goal() == Goal.MIN ? "min" : "max");
            address.put(FIRST, String.valueOf(halving.first()));
            address.put(FACTOR, String.valueOf(halving.factor()));
        });
        return address;
    }

    void restore(Map<String, String> address) {
        if (!address.containsKey(METRIC)) {
            return;
        }
        metric.setValue(address.get(METRIC));
        goal.setValue("max".equals(address.get(GOAL)) ? Goal.MAX : Goal.MIN);
        SweepPanel.whole(address.get(FIRST)).ifPresent(first::setValue);
        SweepPanel.whole(address.get(FACTOR)).filter(one -> one >= 2 && one <= 4).ifPresent(factor::setValue);
        on.setValue(true);
        fields.setVisible(true);
    }

    void focus(String field) {
        switch (field) {
            case "metric" -> metric.focus();
            case "first" -> first.focus();
            default -> factor.focus();
        }
    }
}
