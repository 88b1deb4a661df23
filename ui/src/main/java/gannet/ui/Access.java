package gannet.ui;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterListener;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.NavigationTrigger;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import gannet.server.Services;
import gannet.ui.account.NoProjectPage;
import gannet.ui.account.SignInPage;

/// Asks at every page who comes. Without a session there is only the sign-in page, which leads back.
final class Access implements VaadinServiceInitListener, BeforeEnterListener {
    private static final long serialVersionUID = 1;

    private final transient Services services;
    private final transient UploadFolder uploads;
    private final transient SignedInWatch watch;

    Access(Services services, UploadFolder uploads) {
        this.services = services;
        this.uploads = uploads;
        this.watch = new SignedInWatch(services.accounts());
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        var source = event.getSource();
        source.addSessionInitListener(init -> init.getSession().setErrorHandler(new PageTroubles()));
        event.addIndexHtmlRequestListener(new PagePolicy());
        event.addIndexHtmlRequestListener(new Preload(services));
        event.addRequestHandler(new StillSignedIn(services));
        source.addServiceDestroyListener(end -> watch.close());
        source.setSystemMessagesProvider(info -> PageTroubles.systemMessages());
        source.addUIInitListener(init -> {
            PageTroubles.sayWhenOffline(init.getUI());
            init.getUI().addBeforeEnterListener(this);
        });
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        if (event.getNavigationTarget().isAnnotationPresent(AnonymousAllowed.class)) {
            return;
        }
        var token = SessionCookie.token(VaadinRequest.getCurrent());
        var person = services.accounts().personOf(token.orElse(null));
        if (person.isEmpty()) {
            ComponentUtil.setData(event.getUI(), Visitor.class, null);
            event.forwardTo(SignInPage.class, QueryParameters.of("to", path(event.getLocation())));
            return;
        }
        token.ifPresent(known -> watch.watch(event.getUI(), known));
        if (event.getTrigger() == NavigationTrigger.PAGE_LOAD) {
            token.ifPresent(SessionCookie::set); // whoever comes now and then stays signed in
        }
        if (!Visitor.enter(event.getUI(), person.get(), services, uploads)) {
            event.rerouteTo(NoProjectPage.class);
        }
    }

    private static String path(Location location) { return "/" + location.getPathWithQueryParameters(); }
}
