package gannet.ui.share;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;

/// `/shared/…`: what a link shows, for people without an account. This side shows nothing by itself: the browser asks the server's REST,
/// which asks the link each time.
@Route("shared/:token")
@PageTitle("Shared · Gannet")
@AnonymousAllowed
public final class SharedPage extends Div implements BeforeEnterObserver {
    @Tag("gannet-shared")
    @JsModule("./share/gannet-shared.ts")
    @CssImport("./together/together.css")
    static final class View extends Component {
        View(String token) { getElement().setProperty("token", token); }
    }

    public SharedPage() { addClassName("shared-page"); }

    /// Vaadin keeps the page on the way from one link to another: nothing of the one may stay under the other.
    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        removeAll();
        add(new View(event.getRouteParameters().get("token").orElse("")));
    }
}
