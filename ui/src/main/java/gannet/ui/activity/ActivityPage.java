package gannet.ui.activity;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import gannet.ui.PageHead;
import gannet.ui.Shell;
import gannet.ui.Visitor;

/// `/activity`: what people have done in the project that is chosen.
@Route(value = "activity", layout = Shell.class)
@PageTitle("Activity · Gannet")
public final class ActivityPage extends Div {
    private static final int SOME = 50;

    public ActivityPage(Visitor visitor) {
        add(new PageHead("Activity").status("in " + visitor.project().name()), new ActivityList(visitor, visitor.project().id(), SOME));
    }
}
