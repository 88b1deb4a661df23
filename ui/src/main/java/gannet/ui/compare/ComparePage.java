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
    private final CompareBoard board = new CompareBoard();

    public ComparePage(Visitor visitor) {
        addClassName("compare");
        board.getStyle().set("flex", "1 0 auto");
        add(new PageHead("Compare").actions(new RunField(visitor, board::add), new BlindTestButton(), ShareButton.forComparison()), board);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) { board.show(event.getLocation().getQueryParameters().getQueryString()); }
}
