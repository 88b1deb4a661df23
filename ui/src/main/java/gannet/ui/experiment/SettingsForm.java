package gannet.ui.experiment;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import gannet.parameters.Parameter;
import gannet.parameters.Problem;
import gannet.ui.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// All settings of a launch, or of anything else that is declared as they are, drawn from their declarations: by group, those for experts folded away.
public final class SettingsForm extends Div {
    private final Map<String, SettingField> fields = new LinkedHashMap<>();
    private final Details advanced = new Details();
    private final List<SettingField> folded = new ArrayList<>();

    /// @param variant its own settings    @param training those of every run    @param onChange a person changed one
    public SettingsForm(List<Parameter> variant, List<Parameter> training, Runnable onChange) {
        addClassName("settings");
        var groups = new LinkedHashMap<String, Div>();
        var more = new Div();
        more.addClassName("fields");
        for (var parameter : concat(variant, training)) {
            var field = new SettingField(parameter, onChange);
            fields.put(parameter.name(), field);
            if (parameter.advanced()) {
                folded.add(field);
                more.add(field);
            } else {
                groups.computeIfAbsent(parameter.group(), this::group).add(field);
            }
        }
        advanced.add(more);
        advanced.setVisible(!folded.isEmpty());
        advanced.addClassName("advanced");
        add(advanced);
        mark();
    }

    private static List<Parameter> concat(List<Parameter> first, List<Parameter> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private Div group(String name) {
        var fieldsOfGroup = new Div();
        fieldsOfGroup.addClassName("fields");
        var group = new Div(new H2(name.isEmpty() ? "Settings" : name), fieldsOfGroup);
        group.addClassName("group");
        group.getElement().setAttribute("role", "group").setAttribute("aria-label", name.isEmpty() ? "Settings" : name);
        add(group);
        return fieldsOfGroup;
    }

    public SortedMap<String, String> typed() {
        var typed = new TreeMap<String, String>();
        fields.forEach((name, field) -> typed.put(name, field.read()));
        return typed;
    }

    /// What differs from the defaults.
    SortedMap<String, String> changes() {
        var changes = new TreeMap<String, String>();
        fields.forEach((name, field) -> {
            if (field.isChanged()) {
                changes.put(name, field.read());
            }
        });
        return changes;
    }

    /// Those of these values that are no defaults.
    SortedMap<String, String> withoutDefaults(Map<String, String> values) {
        var others = new TreeMap<>(values);
        others.entrySet().removeIf(value -> fields.containsKey(value.getKey()) && fields.get(value.getKey()).parameter().value().equals(value.getValue()));
        return others;
    }

    boolean has(String name) { return fields.containsKey(name); }

    /// Everything else goes back to its default.
    public void reset(Map<String, String> changes) {
        fields.forEach((name, field) -> field.write(changes.getOrDefault(name, field.parameter().value())));
        mark();
    }

    void set(String name, String value) {
        var field = fields.get(name);
        if (field != null) {
            field.write(value);
            mark();
        }
    }

    void mark() {
        long changed = folded.stream().filter(SettingField::isChanged).count();
        advanced.setSummaryText(Words.count(folded.size(), "more setting", "more settings") + ", "
                + (changed == 0 ? "all at their defaults" : changed + " changed"));
    }

    /// Shows each problem at its field.
    ///
    /// @return the problems that belong to no field
    public List<Problem> complain(List<Problem> problems) {
        fields.values().forEach(field -> field.complain(""));
        var others = new ArrayList<Problem>();
        for (var problem : problems) {
            var field = fields.get(problem.where());
            if (field == null) {
                others.add(problem);
            } else {
                field.complain(problem.message());
                if (folded.contains(field)) {
                    advanced.setOpened(true);
                }
            }
        }
        return others;
    }

    /// What is wrong, as it stands at the field.
    String inWords(Problem problem) {
        var field = fields.get(problem.where());
        return field == null ? problem.message() : field.inWords(problem.message());
    }

    public void focusField(String name) {
        var field = fields.get(name);
        if (field != null) {
            field.focusField();
        }
    }
}
