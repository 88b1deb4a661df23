package gannet.ui.notification;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import gannet.server.notification.Notification;
import gannet.ui.Empty;
import gannet.ui.Visitor;
import gannet.ui.Words;
import java.util.List;

/// The newest notifications. What comes while somebody reads waits above them behind its number.
final class NotificationList extends Div {
    private static final int MOST = 50;

    private final transient Visitor visitor;
    private final Runnable close;
    private final Button readAll = new Button("Mark all read", click -> readAll());
    private final Button newer = new Button("", click -> fill());
    private final Div content = new Div();
    private transient List<Notification> shown = List.of();

    /// @param close called when somebody goes to what a notification is about
    NotificationList(Visitor visitor, Runnable close) {
        this.visitor = visitor;
        this.close = close;
        addClassName("notifications");
        readAll.addThemeNames("tertiary", "small");
        newer.addThemeNames("small");
        newer.addClassName("newer");
        newer.setVisible(false);
        var settings = new Anchor("settings/notifications", "Settings");
        settings.addClassNames("more", "s");
        settings.getElement().addEventListener("click", event -> close.run());
        var gap = new Span();
        gap.addClassName("sp");
        var head = new Div(new H2("Notifications"), gap, readAll, settings);
        head.addClassName("row");
        content.addClassName("content");
        add(head, newer, content);
    }

    void fill() {
        var all = visitor.services().notifications().list(visitor.person(), MOST);
        shown = all.notifications();
        newer.setVisible(false);
        readAll.setVisible(all.unread() > 0);
        content.removeAll();
        if (shown.isEmpty()) {
            content.add(new Empty("Nothing yet. When a run of yours ends, fails or waits long, you are told here."));
            return;
        }
        var words = Words.here();
        var rows = new UnorderedList();
        shown.forEach(one -> rows.add(new NotificationRow(one, words, () -> visitor.services().notifications().read(visitor.person(), List.of(one.id())), close)));
        content.add(rows);
    }

    /// Something has changed while the list is open.
    void followUp() {
        var now = visitor.services().notifications().list(visitor.person(), MOST).notifications();
        long more = now.stream().filter(one -> shown.stream().noneMatch(old -> old.id().equals(one.id()))).count();
        if (more == 0 || shown.isEmpty()) {
            fill();
            return;
        }
        newer.setText(Words.count(more) + " new");
        newer.setVisible(true);
    }

    private void readAll() {
        if (!shown.isEmpty()) {
            visitor.services().notifications().read(visitor.person(), shown.getFirst().time());
        }
        fill();
    }
}
