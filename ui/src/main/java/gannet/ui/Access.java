package gannet.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterListener;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import gannet.server.Services;
import gannet.server.account.Accounts;
import gannet.ui.account.SignInPage;
import jakarta.servlet.http.Cookie;
import java.util.Optional;

/// Asks at every page who comes. Without a session there is only the sign-in page, which leads back.
final class Access implements VaadinServiceInitListener, BeforeEnterListener {
    private static final long serialVersionUID = 1;

    private final transient Services services;
    private final transient Uploads uploads;

    Access(Services services, Uploads uploads) {
        this.services = services;
        this.uploads = uploads;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        var source = event.getSource();
        source.addSessionInitListener(init -> init.getSession().setErrorHandler(new Troubles()));
        source.setSystemMessagesProvider(info -> Troubles.systemMessages());
        source.addUIInitListener(init -> {
            Troubles.sayWhenOffline(init.getUI());
            init.getUI().addBeforeEnterListener(this);
        });
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (event.getNavigationTarget().isAnnotationPresent(AnonymousAllowed.class)) {
            return;
        }
        var person = services.accounts().personOf(token().orElse(null));
        if (person.isEmpty()) {
            event.forwardTo(SignInPage.class, QueryParameters.of("to", path(event.getLocation())));
            return;
        }
        Visitor.enter(event.getUI(), person.get(), services, uploads);
    }

    /// The token of the session cookie, if the browser sent one.
    static Optional<String> token() {
        var cookies = VaadinRequest.getCurrent().getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (cookie.getName().equals(Accounts.COOKIE)) {
                    return Optional.of(cookie.getValue());
                }
            }
        }
        return Optional.empty();
    }

    private static String path(Location location) { return "/" + location.getPathWithQueryParameters(); }

    static void leave(UI ui, Services services) {
        token().ifPresent(services.accounts()::signOut);
        SessionCookie.clear();
        ui.getPage().setLocation("sign-in");
        ui.getSession().getSession().invalidate();
    }
}
