package gannet.ui.experiment;

import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import gannet.ui.Shell;
import gannet.ui.Visitor;

/// `/runs/12?step=400`: one run.
@Route(value = "runs/:number", layout = Shell.class)
@CssImport("./experiment/experiment.css")
public final class RunPage extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private final transient Visitor visitor;
    private long number;

    public RunPage(Visitor visitor) {
        this.visitor = visitor;
        addClassName("run");
    }

    /// Vaadin keeps the page on the way from one run to another, so all that it shows is made anew.
    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var text = event.getRouteParameters().get("number").orElse("");
        if (!text.matches("[0-9]{1,18}")) {
            event.rerouteToError(NotFoundException.class);
            return;
        }
        number = Long.parseLong(text);
        var run = visitor.services().runs().find(visitor.person(), number);
        removeAll();
        add(new RunView(visitor, run, event.getLocation().getQueryParameters().getQueryString()));
    }

    @Override
    public String getPageTitle() { return "Run " + number + " · Gannet"; }
}
