package gannet.ui.compare;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import gannet.ui.PageHead;
import gannet.ui.Shell;
import gannet.ui.Visitor;
import gannet.ui.share.ShareButton;
import gannet.ui.vote.BlindTestButton;

/// `/compare?runs=3,5,9`: from 2 to 100 runs beside each other, with all that is looked at in the address.
@Route(value = "compare", layout = Shell.class)
@PageTitle("Compare · Gannet")
public final class ComparePage extends Div implements BeforeEnterObserver {
    private final transient Visitor visitor;

    public ComparePage(Visitor visitor) {
        this.visitor = visitor;
        addClassName("compare");
    }

    /// Vaadin keeps the page on the way from one comparison to another. What the browser has written into the address
    /// meanwhile this side does not know, so all is made anew.
    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var board = new CompareBoard(event.getLocation().getQueryParameters().getQueryString());
        board.getStyle().set("flex", "1 0 auto");
        removeAll();
        add(new PageHead("Compare").actions(new RunField(visitor, board::add), new BlindTestButton(), ShareButton.forComparison()), board);
    }
}
