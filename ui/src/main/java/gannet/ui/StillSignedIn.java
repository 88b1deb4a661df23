package gannet.ui;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.server.HandlerHelper;
import com.vaadin.flow.server.HandlerHelper.RequestType;
import com.vaadin.flow.server.SynchronizedRequestHandler;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinResponse;
import com.vaadin.flow.server.VaadinService;
import com.vaadin.flow.server.VaadinSession;
import gannet.server.Services;
import java.io.IOException;

/// Asks before each thing that somebody does on an open page whether they are still signed in. If not, nothing is done and
/// the browser loads the page again, which leads to the sign-in page.
final class StillSignedIn extends SynchronizedRequestHandler {
    private static final long serialVersionUID = 1;

    private final transient Services services;

    StillSignedIn(Services services) { this.services = services; }

    @Override
    protected boolean canHandleRequest(VaadinRequest request) { return HandlerHelper.isRequestType(request, RequestType.UIDL); }

    @Override
    public boolean synchronizedHandleRequest(VaadinSession session, VaadinRequest request, VaadinResponse response) throws IOException {
        var ui = session.getService().findUI(request);
        var visitor = ui == null ? null : ComponentUtil.getData(ui, Visitor.class);
        if (visitor == null) {
            return false; // the sign-in page
        }
        var person = services.accounts().personOf(SessionCookie.token(request).orElse(null));
        if (person.isPresent() && person.get().id().equals(visitor.person().id())) {
            return false;
        }
        session.getService().writeUncachedStringResponse(response, "application/json", VaadinService.createSessionExpiredJSON(false));
        return true;
    }
}
