package gannet.ui.voxel;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import gannet.ui.PageHead;
import gannet.ui.Shell;
import gannet.ui.Visitor;

/// `/runs/12/voxels?step=400&item=2`: the solids that a run made, from all sides.
@Route(value = "runs/:number/voxels", layout = Shell.class)
public final class VoxelPage extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private final transient Visitor visitor;
    private long number;

    public VoxelPage(Visitor visitor) {
        this.visitor = visitor;
        addClassName("voxels");
    }

    @Override
    public String getPageTitle() { return "Solids of run " + number + " · Gannet"; }

    /// Vaadin keeps the page on the way from one run's solids to another's, so all that it shows is made anew.
    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var text = event.getRouteParameters().get("number").orElse("");
        if (!text.matches("[0-9]{1,18}")) {
            event.rerouteToError(NotFoundException.class);
            return;
        }
        number = Long.parseLong(text);
        var run = visitor.services().runs().find(visitor.person(), number);
        var back = new Anchor("runs/" + number, "Back to the run");
        back.addClassName("btn");
        var board = new VoxelBoard(number, event.getLocation().getQueryParameters().getQueryString());
        board.getStyle().set("flex", "1 0 auto");
        removeAll();
        add(new PageHead(run.name()).status("Solids of run " + number).actions(back), board);
    }
}
