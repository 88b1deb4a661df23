package gannet.ui.vote;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import gannet.ui.Shell;

/// `/ab/…`: one blind test, to vote in while it is open and to read when it is closed. The browser asks the server's REST by itself.
@Route(value = "ab/:id", layout = Shell.class)
@PageTitle("Blind test · Gannet")
public final class BlindTestPage extends Div implements BeforeEnterObserver {
    @Tag("gannet-ab")
    @JsModule("./vote/gannet-ab.ts")
    @CssImport("./together/together.css")
    static final class View extends Component {
        View(String test) { getElement().setProperty("test", test); }
    }

    /// Vaadin keeps the page on the way from one test to another: no vote may be one for what was shown before.
    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        removeAll();
        add(new View(event.getRouteParameters().get("id").orElse("")));
    }
}
