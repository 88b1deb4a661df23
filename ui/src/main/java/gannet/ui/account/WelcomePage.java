package gannet.ui.account;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import gannet.parameters.ProblemException;
import gannet.server.Services;
import gannet.ui.SessionCookie;

/// `/welcome?token=…`: the one-time link with which the administrator's account is made.
@Route("welcome")
@AnonymousAllowed
public final class WelcomePage extends Door implements BeforeEnterObserver, HasDynamicTitle {
    private final Services services;
    private final TextField name = new TextField("Name");
    private final EmailField email = new EmailField("E-mail");
    private final PasswordField password = new PasswordField("Password");
    private String token = "";

    public WelcomePage(Services services) {
        super("Make the administrator's account", "Make the account");
        this.services = services;
        name.getElement().setAttribute("autocomplete", "name");
        email.getElement().setAttribute("autocomplete", "username");
        password.getElement().setAttribute("autocomplete", "new-password");
        name.setAutofocus(true);
        fields(name, email, password);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        token = event.getLocation().getQueryParameters().getSingleParameter("token").orElse("");
        if (!services.accounts().admitsFirst(token)) {
            close(services.accounts().firstToken().isPresent()
                    ? "This link is not the one that the server printed. Copy the whole address from where it was started."
                    : "This link has been used. The administrator's account exists: sign in with it.");
        }
    }

    @Override
    void submit() {
        try {
            SessionCookie.set(services.accounts().createAdministrator(token, name.getValue(), email.getValue(), password.getValue(), SessionCookie.origin()).token());
            UI.getCurrent().getPage().setLocation("/");
        } catch (ProblemException refused) {
            refuse(refused);
        }
    }

    @Override
    public String getPageTitle() { return "Welcome · Gannet"; }
}
