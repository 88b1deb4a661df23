package gannet.ui.dataset;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.account.Policy.Action;
import gannet.server.dataset.DataSet;
import gannet.server.together.Topic;
import gannet.ui.DataWords;
import gannet.ui.PageHead;
import gannet.ui.Shell;
import gannet.ui.Visitor;
import gannet.ui.Words;
import gannet.ui.team.MoveDialog;
import gannet.ui.together.CommentThread;
import java.util.UUID;

/// `/data/<id>?picture=`: one data set.
@Route(value = "data/:id", layout = Shell.class)
@StyleSheet("dataset.css")
public final class DataSetPage extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private final Visitor visitor;
    private String title = "Data set";

    public DataSetPage(Visitor visitor) { this.visitor = visitor; }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var set = visitor.services().dataSets().find(visitor.person(), id(event.getRouteParameters().get("id").orElse("")));
        title = set.name();
        removeAll();
        add(head(set), walls(set));
        var project = set.project();
        var pictures = new PictureGrids(visitor, set);
        var main = new Div(new FindingList(set.findings(), set.moreFindings()), pictures);
        main.addClassName("col");
        var aside = new Aside(section("Facts", new FactList(set)));
        if (project != null && visitor.services().policy().allows(visitor.person(), Action.TIDY, project)) {
            aside.add(new Button("Move to another project…", click -> MoveDialog.ofDataSet(visitor, set.id(), set.name(), project, () -> UI.getCurrent().getPage().reload())));
        }
        var columns = new Div(main, aside);
        columns.addClassName("columns");
        add(columns, new CommentThread(visitor, new Topic.OfDataSet(set.id(), set.project() == null ? visitor.project().id() : set.project())));
        event.getLocation().getQueryParameters().getSingleParameter("picture").ifPresent(pictures::open);
    }

    private static PageHead head(DataSet set) {
        var launch = new Anchor("launch?data=" + set.id(), "Launch with this");
        launch.addClassNames("btn", "p");
        var head = new PageHead(set.name()).under("Data sets", DataSetsPage.class).actions(launch);
        if (set.builtIn()) {
            head.title(set.name(), "built in");
        } else {
            head.title(set.name(), "version " + set.version());
        }
        return head;
    }

    private static Div walls(DataSet set) {
        if (DataWords.hasTwoSides(set)) {
            var walls = new Div(side(set, "a", "A"), side(set, "b", "B"));
            walls.addClassNames("walls", "sides");
            return walls;
        }
        return walls(set, "", "The first pictures of " + set.name(), 2);
    }

    private static Div side(DataSet set, String of, String letter) {
        var mark = new Span(letter);
        mark.addClassName("letter");
        var side = new Div(mark, walls(set, of, "Side " + letter + " of " + set.name(), 1));
        side.addClassName("side-wall");
        return side;
    }

    /// Twice as many rows, half as long, on a narrow page.
    private static Div walls(DataSet set, String of, String words, int rows) {
        var wide = Walls.wall(set, of, 14, rows, 96);
        wide.addClassName("wide");
        var narrow = Walls.wall(set, of, 7, 2 * rows, 96);
        narrow.addClassName("narrow");
        wide.setAlt(words);
        var walls = new Div(wide, narrow);
        walls.addClassName("walls");
        return walls;
    }

    private static Section section(String title, com.vaadin.flow.component.Component content) {
        var line = new Div(new H2(title), new Span());
        line.addClassName("section");
        return new Section(line, content);
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException malformed) {
            throw new ProblemException(Problem.Kind.ABSENT, "dataSet", "There is no data set " + text + ". The list of data sets shows those there are.");
        }
    }

    @Override
    public String getPageTitle() { return title + " · Gannet"; }
}
