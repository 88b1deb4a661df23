package gannet.ui.table;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import gannet.ui.Glyph;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Consumer;

/// Which settings and metrics are columns.
public final class ColumnChoice extends Div {
    private final MultiSelectComboBox<String> box = new MultiSelectComboBox<>();

    /// @param chosen told their addresses when a person chooses
    public ColumnChoice(Consumer<List<String>> chosen) {
        addClassName("column-choice");
        var button = new Button("Columns", Glyph.COLS.icon());
        button.addThemeNames("small");
        box.setLabel("Settings and metrics");
        box.setItemLabelGenerator(Figures::label);
        box.setWidth("320px");
        box.setKeepFilter(true);
        box.setSelectedItemsOnTop(true);
        box.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                chosen.accept(List.copyOf(change.getValue()));
            }
        });
        var popover = new Popover(box);
        popover.setTarget(button);
        popover.setPosition(PopoverPosition.BOTTOM_END);
        popover.setAriaLabel("Columns");
        add(button, popover);
    }

    /// @param all addresses of settings and metrics
    public void show(List<String> all, List<String> chosen) {
        box.setItems(all);
        box.setValue(new LinkedHashSet<>(chosen.stream().filter(all::contains).toList()));
    }
}
