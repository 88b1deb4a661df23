package gannet.ui.account;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import gannet.parameters.ProblemException;
import gannet.server.Services;
import gannet.server.account.Person;
import gannet.ui.PageTroubles;
import gannet.ui.SessionCookie;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `/join/<token>`: an invitation. Strangers make their account; those who are signed in enter with theirs.
@Route("join/:token")
@AnonymousAllowed
public final class JoinPage extends Door implements BeforeEnterObserver, HasDynamicTitle {
    private final transient Services services;
    private final TextField name = new TextField("Name");
    private final EmailField email = new EmailField("E-mail");
    private final PasswordField password = new PasswordField("Password");
    private String token = "";
    private transient @Nullable Person person;

    public JoinPage(Services services) {
        super("You are invited", "Join");
        this.services = services;
        name.getElement().setAttribute("autocomplete", "name");
        email.getElement().setAttribute("autocomplete", "username");
        password.getElement().setAttribute("autocomplete", "new-password");
        fields(name, email, password);
    }

    @Override public void beforeEnter(BeforeEnterEvent event) {
        token = event.getRouteParameters().get("token").orElse("");
        try {
            var invitation = services.accounts().invitations().look(token);
            introduce(invitation.createdBy() + " invites you to " + invitation.teamName() + ", as " + invitation.role().name().toLowerCase(Locale.ROOT) + ".");
            person = services.accounts().personOf(SessionCookie.token(VaadinRequest.getCurrent()).orElse(null)).orElse(null);
            if (person != null) {
                hideFields();
                tell("You are signed in as " + person.name() + ", and join with that account.");
                return;
            }
            name.setValue(invitation.name());
            email.setValue(invitation.email());
            email.setReadOnly(!invitation.email().isEmpty());
            (name.isEmpty() ? name : email.isEmpty() ? email : password).setAutofocus(true);
            also("I have an account", "sign-in?to=/join/" + token);
        } catch (ProblemException refused) {
            close(PageTroubles.sentence(refused));
        }
    }

    @Override void submit() {
        try {
            if (person != null) {
                services.accounts().invitations().accept(person, token);
            } else {
                SessionCookie.set(services.accounts().invitations().join(token, name.getValue(), email.getValue(), password.getValue(), SessionCookie.origin()).token());
            }
            UI.getCurrent().getPage().setLocation("/");
        } catch (ProblemException refused) {
            refuse(refused);
        }
    }

    @Override public String getPageTitle() { return "Join · Gannet"; }
}
