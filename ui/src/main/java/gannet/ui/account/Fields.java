package gannet.ui.account;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValidation;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.ui.PageTroubles;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/// The fields of a form by the names that problems have for them.
final class Fields {
    private final Map<String, Component> fields = new LinkedHashMap<>();

    <C extends Component & HasValidation> Fields with(String name, C field) {
        fields.put(name, field);
        return this;
    }

    void clear() { fields.values().forEach(field -> mark(field, "")); }

    /// Marks each field that a problem is about.
    ///
    /// @return the other problems
    String complain(ProblemException refused) {
        clear();
        var rest = new StringJoiner("\n");
        for (Problem problem : refused.problems()) {
            var field = fields.get(problem.where());
            if (problem.kind() == Problem.Kind.INTERNAL) {
                rest.add(PageTroubles.sentence(refused));
            } else if (field == null) {
                rest.add(problem.message());
            } else {
                mark(field, problem.message());
            }
        }
        return rest.toString();
    }

    private static void mark(Component field, String sentence) {
        var validated = (HasValidation) field;
        validated.setErrorMessage(sentence);
        validated.setInvalid(!sentence.isEmpty());
    }
}
