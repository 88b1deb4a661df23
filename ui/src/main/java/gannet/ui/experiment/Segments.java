package gannet.ui.experiment;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A choice of a few, all of them visible.
final class Segments<T> extends Div {
    private final Map<T, NativeButton> buttons = new LinkedHashMap<>();
    private final transient Consumer<T> chosen;

    /// @param chosen told when a person chooses, not when the page does
    Segments(String label, Consumer<T> chosen) {
        this.chosen = chosen;
        addClassName("seg");
        getElement().setAttribute("role", "group").setAttribute("aria-label", label);
    }

    Segments<T> choice(T value, String text, String help) {
        var button = new NativeButton(text, click -> {
            show(value);
            chosen.accept(value);
        });
        if (!help.isEmpty()) {
            button.setTitle(help);
        }
        buttons.put(value, button);
        add(button);
        return this;
    }

    /// There, but not to be had, and why.
    Segments<T> closed(String text, String why) {
        var button = new NativeButton(text);
        button.setEnabled(false);
        button.setTitle(why);
        add(button);
        return this;
    }

    void show(@Nullable T value) {
        buttons.forEach((its, button) -> button.getElement().setAttribute("aria-pressed", Boolean.toString(its.equals(value))));
    }
}
