package gannet.ui.account;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasSize;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.PasswordField;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.ui.PageTroubles;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/// A page before signing in: a form at the left, a calm picture at the right.
abstract class Door extends Div {
    private final Div form = new Div();
    private final Paragraph message = new Paragraph();
    private final Button go;
    private final Map<String, AbstractField<?, ?>> fields = new LinkedHashMap<>();

    Door(String title, String action) {
        addClassName("door");
        message.addClassName("message");
        message.getElement().setAttribute("role", "alert");
        message.setVisible(false);
        go = new Button(action, click -> submit());
        go.addThemeVariants(ButtonVariant.PRIMARY);
        go.addClickShortcut(Key.ENTER);
        go.setDisableOnClick(true);
        form.addClassName("form");
        form.add(new Image("logo.svg", "Gannet"), new H1(title), message, go);
        var picture = new Div();
        picture.addClassName("picture");
        picture.getElement().setAttribute("aria-hidden", "true");
        add(new Main(form), picture);
    }

    abstract void submit();

    /// A problem is shown at the field whose name its `where` is: the label in lower case, without hyphens.
    final void fields(AbstractField<?, ?>... inOrder) {
        for (var field : inOrder) {
            fields.put(((com.vaadin.flow.component.HasLabel) field).getLabel().toLowerCase(java.util.Locale.ROOT).replace("-", ""), field);
            ((HasSize) field).setWidthFull();
            if (field instanceof PasswordField) {
                field.getElement().setPropertyMap("i18n", Map.of("reveal", "Show what is typed")); // one thing alone is named Password
            }
            form.addComponentAtIndex(form.indexOf(message), field);
        }
    }

    /// What this page is about, below its title.
    final void introduce(String sentence) {
        var words = new Paragraph(sentence);
        words.addClassName("introduction");
        form.addComponentAtIndex(2, words);
    }

    /// Another way in, below the button.
    final void also(String text, String path) {
        var link = new Anchor(path, text);
        link.addClassName("also");
        form.add((Component) link);
    }

    final void also(Button button) { form.add((Component) button); }

    final void hideFields() { fields.values().forEach(field -> field.setVisible(false)); }

    final void say(String sentence) {
        message.setText(sentence);
        message.setVisible(true);
    }

    /// The same where nothing went wrong.
    final void tell(String sentence) {
        say(sentence);
        message.addClassName("calm");
    }

    /// Nothing can be done on this page any more.
    final void close(String sentence) {
        say(sentence);
        hideFields();
        go.setVisible(false);
        var link = new Anchor("sign-in", "Sign in");
        link.addClassName("btn");
        form.add((Component) link);
    }

    final void refuse(ProblemException refused) {
        go.setEnabled(true);
        message.setVisible(false);
        var rest = new StringJoiner("\n");
        fields.values().forEach(field -> mark(field, ""));
        for (Problem problem : refused.problems()) {
            var field = fields.get(problem.where());
            if (field == null || problem.kind() == Problem.Kind.INTERNAL) {
                rest.add(problem.kind() == Problem.Kind.INTERNAL ? PageTroubles.sentence(refused) : problem.message());
            } else {
                mark(field, problem.message());
            }
        }
        if (rest.length() > 0) {
            say(rest.toString());
        }
    }

    private static void mark(AbstractField<?, ?> field, String text) {
        if (field instanceof HasValidation validation) {
            validation.setErrorMessage(text);
            validation.setInvalid(!text.isEmpty());
        }
    }
}
