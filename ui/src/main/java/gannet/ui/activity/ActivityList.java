package gannet.ui.activity;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import gannet.server.activity.Activity;
import gannet.ui.Visitor;
import gannet.ui.Words;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What was done in a project, the newest first, some at a time.
@CssImport("./together/together.css")
public final class ActivityList extends Div {
    private final transient Visitor visitor;
    private final UUID project;
    private final int some;
    private final OrderedList list = new OrderedList();
    private final Button more = new Button("Earlier", click -> showMore());
    private @Nullable Instant last;

    /// @param some how many at a time
    public ActivityList(Visitor visitor, UUID project, int some) {
        this.visitor = visitor;
        this.project = project;
        this.some = some;
        addClassName("activity");
        add(list, more);
        showMore();
    }

    private void showMore() {
        var found = visitor.services().activities().list(visitor.person(), project, last, some);
        found.forEach(one -> list.add(item(one, Words.here())));
        last = found.isEmpty() ? last : found.getLast().time();
        more.setVisible(found.size() == some);
        if (list.getComponentCount() == 0) {
            add(new Paragraph("Here will be what people do in this project: launch, comment, share, compare."));
        }
    }

    private static ListItem item(Activity one, Words words) {
        var time = new Span(words.time(one.time()));
        time.setTitle(words.fullTime(one.time()));
        time.addClassNames("m3", "s");
        var who = new Span(one.person());
        who.addClassName("b");
        return new ListItem(new Div(who, new Span(" " + verb(one.kind()) + " "), new Anchor(one.path(), one.name())), time);
    }

    private static String verb(Activity.Kind kind) {
        return switch (kind) {
            case LAUNCHED -> "launched";
            case FORKED -> "forked";
            case IMPORTED -> "imported";
            case COMMENTED -> "commented on";
            case COLLECTED -> "put";
            case SHARED -> "shared";
            case ASKED -> "asked for a blind test,";
            case CLOSED -> "closed the blind test";
        };
    }
}
