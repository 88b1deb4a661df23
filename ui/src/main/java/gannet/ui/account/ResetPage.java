package gannet.ui.account;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import gannet.parameters.ProblemException;
import gannet.server.Services;
import gannet.ui.PageTroubles;
import gannet.ui.SessionCookie;

/// `/reset/<token>`: a new password, by a link from an administrator.
@Route("reset/:token")
@AnonymousAllowed
public final class ResetPage extends Door implements BeforeEnterObserver, HasDynamicTitle {
    private final transient Services services;
    private final PasswordField password = new PasswordField("Password");
    private String token = "";

    public ResetPage(Services services) {
        super("Choose a new password", "Set the password");
        this.services = services;
        password.getElement().setAttribute("autocomplete", "new-password");
        password.setAutofocus(true);
        fields(password);
    }

    @Override public void beforeEnter(BeforeEnterEvent event) {
        token = event.getRouteParameters().get("token").orElse("");
        try {
            introduce("For the account of " + services.accounts().resets().look(token) + ". All open sessions end.");
        } catch (ProblemException refused) {
            close(PageTroubles.sentence(refused));
        }
    }

    @Override void submit() {
        try {
            SessionCookie.set(services.accounts().resets().reset(token, password.getValue(), SessionCookie.origin()).token());
            UI.getCurrent().getPage().setLocation("/");
        } catch (ProblemException refused) {
            refuse(refused);
        }
    }

    @Override public String getPageTitle() { return "New password · Gannet"; }
}
