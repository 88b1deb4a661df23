package gannet.ui.account;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import gannet.parameters.ProblemException;
import gannet.server.Services;
import gannet.server.account.OpenId;
import gannet.ui.SessionCookie;

/// `/sign-in?to=/runs/12`
@Route("sign-in")
@AnonymousAllowed
public final class SignInPage extends Door implements BeforeEnterObserver, HasDynamicTitle {
    private final Services services;
    private final EmailField email = new EmailField("E-mail");
    private final PasswordField password = new PasswordField("Password");
    private String to = "/";

    public SignInPage(Services services) {
        super("Sign in to Gannet", "Sign in");
        this.services = services;
        email.getElement().setAttribute("autocomplete", "username").setAttribute("name", "email");
        password.getElement().setAttribute("autocomplete", "current-password").setAttribute("name", "password");
        email.setAutofocus(true);
        fields(email, password);
        services.openId().ifPresent(provider -> also(new Button("Sign in with " + provider.name(), click -> goTo(provider))));
        if (services.accounts().firstToken().isPresent()) {
            say("Nobody has an account yet. Open the one-time link that the server printed when it started; it makes the administrator's account.");
        }
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        to = ReturnPath.of(event.getLocation().getQueryParameters().getSingleParameter("to").orElse("/"));
    }

    private void goTo(OpenId provider) {
        try {
            var begun = provider.begin(OpenIdPage.address(), to);
            SessionCookie.send(OpenId.COOKIE, begun.cookie(), OpenId.COOKIE_SECONDS);
            UI.getCurrent().getPage().setLocation(begun.address());
        } catch (ProblemException refused) {
            refuse(refused);
        }
    }

    @Override
    void submit() {
        try {
            SessionCookie.set(services.accounts().signIn(email.getValue(), password.getValue(), SessionCookie.origin()).token());
            UI.getCurrent().getPage().setLocation(to);
        } catch (ProblemException refused) {
            refuse(refused);
            password.clear();
            password.focus();
        }
    }

    @Override
    public String getPageTitle() { return "Sign in · Gannet"; }
}
