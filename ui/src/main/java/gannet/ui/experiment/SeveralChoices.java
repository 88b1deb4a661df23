package gannet.ui.experiment;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import gannet.parameters.Parameter;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The other way to fill in a setting that has few values: several of them, to be tried one after the other. As text they have
/// commas between.
final class SeveralChoices extends Div {
    private final CheckboxGroup<String> group = new CheckboxGroup<>();
    private final NativeButton turn = new NativeButton();
    private final Component single;
    private final List<String> choices;

    /// @param single the field for one value, which this one stands in for    @param chosen its value    @param onChange a person changed it
    SeveralChoices(Parameter parameter, Component single, Supplier<String> chosen, Runnable onChange) {
        this.single = single;
        choices = parameter.type() == Parameter.Type.FLAG ? List.of("true", "false") : parameter.choices();
        addClassName("several");
        group.setLabel(parameter.label());
        group.setHelperText(parameter.help());
        group.setItems(choices);
        group.setItemLabelGenerator(choice -> SettingField.shown(parameter, choice));
        group.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                onChange.run();
            }
        });
        turn.addClassName("turn");
        turn.addClickListener(click -> {
            if (!isOpen()) {
                group.setValue(Set.of(chosen.get()));
            }
            open(!isOpen());
            onChange.run();
        });
        add(group, turn);
        open(false);
    }

    boolean isOpen() { return group.isVisible(); }

    String read() { return choices.stream().filter(group.getValue()::contains).collect(Collectors.joining(", ")) + (group.getValue().size() == 1 ? "," : ""); }

    /// @return whether the text holds several values, and so is shown here
    boolean write(String text) {
        open(text.contains(","));
        if (isOpen()) {
            group.setValue(Arrays.stream(text.split(",", -1)).map(String::strip).filter(choices::contains).collect(Collectors.toCollection(LinkedHashSet::new)));
        }
        return isOpen();
    }

    void complain(String message) {
        group.setErrorMessage(message);
        group.setInvalid(!message.isEmpty());
    }

    private void open(boolean open) {
        group.setVisible(open);
        single.setVisible(!open);
        turn.setText(open ? "One only" : "Try several");
        turn.getElement().setAttribute("aria-expanded", Boolean.toString(open));
    }
}
