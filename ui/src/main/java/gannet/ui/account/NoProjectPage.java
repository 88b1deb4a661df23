package gannet.ui.account;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import gannet.server.Services;
import gannet.ui.SessionCookie;

/// What somebody sees who is signed in and belongs to no project yet.
@Route("no-project")
@AnonymousAllowed
public final class NoProjectPage extends Door implements HasDynamicTitle {
    private final transient Services services;

    public NoProjectPage(Services services) {
        super("You belong to no project yet", "Sign out");
        this.services = services;
        tell("There is nothing to show before you do. Ask an administrator to take you into a project, then load this page again.");
    }

    @Override
    void submit() { SessionCookie.leave(UI.getCurrent(), services); }

    @Override
    public String getPageTitle() { return "No project · Gannet"; }
}
