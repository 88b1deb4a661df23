package gannet.ui.experiment;

import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import gannet.ui.Shell;
import gannet.ui.Visitor;

/// Asks for everything a run needs, and launches it. The address holds what was changed, so that it can be sent around.
@Route(value = "launch/:variant", layout = Shell.class)
@CssImport("./experiment/experiment.css")
public final class LaunchFormPage extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private final transient Visitor visitor;
    private String title = "Launch";

    public LaunchFormPage(Visitor visitor) {
        this.visitor = visitor;
    }

    @Override
    public String getPageTitle() { return title + " · Gannet"; }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var card = visitor.services().variants().find(visitor.person(), event.getRouteParameters().get("variant").orElse(""));
        title = "Launch " + card.title();
        removeAll();
        add(new LaunchForm(visitor, card, LaunchAddress.of(event.getLocation().getQueryParameters())));
    }
}
