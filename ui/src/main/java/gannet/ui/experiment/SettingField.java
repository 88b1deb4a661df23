package gannet.ui.experiment;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.shared.HasValidationProperties;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import gannet.parameters.Parameter;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One setting as a field. Whatever its type, its value is text as a person types it, so that a wrong one can be shown,
/// kept in the address, and explained.
final class SettingField extends Div {
    private final transient Parameter parameter;
    private final Span changed = new Span("changed");
    private final transient Input input;
    private final transient @Nullable SeveralChoices several;

    /// The field, whatever it is, as text.
    ///
    /// @param complain shows what is wrong with it, or nothing if that is empty
    private record Input(Component field, Supplier<String> read, Consumer<String> write, Consumer<String> complain) {}

    SettingField(Parameter parameter, Runnable onChange) {
        this.parameter = parameter;
        addClassName("setting");
        changed.addClassName("changed");
        changed.setTitle("The default is " + shown(parameter, parameter.value()));
        input = switch (parameter.type()) {
            case FLAG -> box(onChange);
            case CHOICE -> select(onChange);
            case FILE -> file(onChange);
            case INTEGER, DECIMAL, TEXT -> text(onChange);
        };
        input.field().getElement().setAttribute("title", parameter.name());
        add(changed, input.field());
        boolean few = parameter.type() == Parameter.Type.FLAG || parameter.type() == Parameter.Type.CHOICE;
        several = few ? new SeveralChoices(parameter, input.field(), input.read(), () -> {
            mark();
            onChange.run();
        }) : null;
        if (several != null) {
            add(several);
        }
        write(parameter.value());
    }

    private Input box(Runnable onChange) {
        var box = new Checkbox(parameter.label());
        box.setHelperText(parameter.help());
        listen(box, onChange);
        return new Input(box, () -> Boolean.toString(box.getValue()), text -> box.setValue(Boolean.parseBoolean(text)), message -> complain(box, message));
    }

    private Input select(Runnable onChange) {
        var select = new Select<String>();
        select.setLabel(parameter.label());
        select.setItems(parameter.choices());
        select.setItemLabelGenerator(SettingField::words);
        select.setHelperText(parameter.help());
        listen(select, onChange);
        return new Input(select, () -> Objects.requireNonNullElse(select.getValue(), parameter.value()),
                text -> select.setValue(parameter.choices().contains(text) ? text : parameter.value()), message -> complain(select, message));
    }

    private Input file(Runnable onChange) {
        var field = new FileField(parameter.label());
        field.setHelperText(parameter.help());
        listen(field, onChange);
        return new Input(field, field::getValue, field::setValue, message -> complain(field, message));
    }

    private Input text(Runnable onChange) {
        var field = new TextField(parameter.label());
        field.setHelperText(parameter.help());
        field.setValueChangeMode(ValueChangeMode.LAZY);
        field.setValueChangeTimeout(350);
        field.getElement().setAttribute("autocomplete", "off");
        if (parameter.type() == Parameter.Type.INTEGER || parameter.type() == Parameter.Type.DECIMAL) {
            field.getElement().setProperty("inputMode", parameter.type() == Parameter.Type.INTEGER ? "numeric" : "decimal");
        }
        if (!parameter.unit().isEmpty()) {
            field.setSuffixComponent(new Span(parameter.unit()));
        }
        listen(field, onChange);
        return new Input(field, () -> field.getValue().strip(), field::setValue, message -> complain(field, message));
    }

    private <C extends AbstractField<C, V>, V> void listen(AbstractField<C, V> source, Runnable onChange) {
        source.addValueChangeListener(event -> {
            mark();
            if (event.isFromClient()) {
                onChange.run();
            }
        });
    }

    Parameter parameter() { return parameter; }

    String read() { return several != null && several.isOpen() ? several.read() : input.read().get(); }

    void write(String text) {
        if (several == null || !several.write(text)) {
            input.write().accept(text);
        }
        mark();
    }

    boolean isChanged() { return !read().equals(parameter.value()); }

    private void mark() {
        getElement().getClassList().set("is-changed", isChanged());
        changed.setVisible(isChanged());
    }

    /// @param message empty if nothing is wrong
    void complain(String message) {
        input.complain().accept(inWords(message));
        if (several != null) {
            several.complain(inWords(message));
        }
    }

    /// Messages name the setting as files and flags do; beside its field it goes by its label.
    String inWords(String message) {
        return message.startsWith(parameter.name() + " ") ? parameter.label() + message.substring(parameter.name().length()) : message;
    }

    private static void complain(HasValidationProperties field, String message) {
        field.setErrorMessage(message);
        field.setInvalid(!message.isEmpty());
    }

    void focusField() {
        if (input.field() instanceof Focusable<?> focusable) {
            focusable.focus();
        }
        scrollIntoView();
    }

    /// How people read a value: `NON_SATURATING` as "Non saturating", with the unit.
    static String shown(Parameter parameter, String value) {
        return switch (parameter.type()) {
            case CHOICE -> words(value);
            case FLAG -> value.equals("true") ? "yes" : "no";
            case FILE -> value.isEmpty() ? "none" : value.substring(value.lastIndexOf('/') + 1);
            case INTEGER, DECIMAL, TEXT -> value.isEmpty() ? "nothing" : parameter.unit().isEmpty() ? value : value + " " + parameter.unit();
        };
    }

    static String words(String constant) {
        if (constant.chars().anyMatch(Character::isDigit) || constant.isEmpty()) {
            return constant;
        }
        var words = constant.replace('_', ' ').toLowerCase(Locale.ROOT);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
