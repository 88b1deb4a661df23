package gannet.ui.account;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.server.VaadinRequest;
import gannet.parameters.ProblemException;
import gannet.ui.Notice;
import gannet.ui.SessionCookie;
import gannet.ui.Visitor;
import org.jspecify.annotations.Nullable;

/// Name, address and password. Each change asks for the password until now.
final class OwnProfile extends Div {
    private final transient Visitor visitor;

    OwnProfile(Visitor visitor) {
        this.visitor = visitor;
        addClassName("form");
        add(profile(), password());
    }

    private Section profile() {
        var name = new TextField("Name");
        var email = new EmailField("E-mail");
        var current = password("Password until now", "current-password");
        name.setValue(visitor.person().name());
        email.setValue(visitor.person().email());
        name.getElement().setAttribute("autocomplete", "name");
        email.getElement().setAttribute("autocomplete", "email");
        var fields = new Fields().with("name", name).with("email", email).with("currentPassword", current);
        return part("Name and address", "Others see your name. You sign in with the address, and mail goes there.", "Save", fields, () -> {
            visitor.services().accounts().changeProfile(visitor.person(), token(), name.getValue(), email.getValue(), current.getValue());
            UI.getCurrent().getPage().reload();
        }, name, email, current);
    }

    private Section password() {
        var current = password("Password until now", "current-password");
        var next = password("New password", "new-password");
        var fields = new Fields().with("currentPassword", current).with("password", next);
        return part("Password", "At least ten characters. Your other sessions end when it changes.", "Change the password", fields, () -> {
            visitor.services().accounts().changePassword(visitor.person(), token(), current.getValue(), next.getValue());
            current.clear();
            next.clear();
            Notice.good("The password is changed, and your other sessions have ended.");
        }, current, next);
    }

    private static PasswordField password(String label, String meaning) {
        var field = new PasswordField(label);
        field.getElement().setAttribute("autocomplete", meaning);
        return field;
    }

    private static Section part(String title, String note, String action, Fields fields, Runnable save, Component... inOrder) {
        var hint = new Paragraph(note);
        hint.addClassName("hint");
        var wrong = new Paragraph();
        wrong.addClassName("bad");
        wrong.getElement().setAttribute("role", "alert");
        var button = new Button(action, click -> {
            fields.clear();
            wrong.setText("");
            try {
                save.run();
            } catch (ProblemException refused) {
                wrong.setText(fields.complain(refused));
            }
        });
        button.addThemeNames("primary");
        var part = new Section(new H2(title), hint);
        part.add(inOrder);
        part.add(wrong, button);
        return part;
    }

    private static @Nullable String token() { return SessionCookie.token(VaadinRequest.getCurrent()).orElse(null); }
}
