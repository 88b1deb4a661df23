package gannet.ui.account;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import gannet.parameters.ProblemException;
import gannet.server.Services;
import gannet.server.account.OpenId;
import gannet.ui.OwnAddress;
import gannet.ui.PageTroubles;
import gannet.ui.SessionCookie;

/// `/openid?code=…&state=…`: where the provider leads back to.
@Route("openid")
@AnonymousAllowed
public final class OpenIdPage extends Door implements BeforeEnterObserver, HasDynamicTitle {
    private final transient Services services;

    public OpenIdPage(Services services) {
        super("Signing in", "Go on");
        this.services = services;
    }

    /// As the provider must know it, too.
    static String address() { return OwnAddress.of("/openid"); }

    @Override public void beforeEnter(BeforeEnterEvent event) {
        var query = event.getLocation().getQueryParameters();
        if (services.openId().isEmpty()) {
            close("This Gannet signs in with passwords alone.");
            return;
        }
        try {
            var done = services.openId().get().finish(address(), SessionCookie.value(OpenId.COOKIE).orElse(null), query.getSingleParameter("state").orElse(null),
                    query.getSingleParameter("code").orElse(null), query.getSingleParameter("error").orElse(null), SessionCookie.origin());
            SessionCookie.send(OpenId.COOKIE, "", 0);
            SessionCookie.set(done.signedIn().token());
            UI.getCurrent().getPage().setLocation(ReturnPath.of(done.to()));
        } catch (ProblemException refused) {
            close(PageTroubles.sentence(refused));
        }
    }

    @Override void submit() { UI.getCurrent().getPage().setLocation("sign-in"); }

    @Override public String getPageTitle() { return "Signing in · Gannet"; }
}
