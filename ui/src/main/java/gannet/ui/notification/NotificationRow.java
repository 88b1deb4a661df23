package gannet.ui.notification;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import gannet.server.notification.Kind;
import gannet.server.notification.Notification;
import gannet.server.queue.State;
import gannet.ui.Glyph;
import gannet.ui.StateMark;
import gannet.ui.Words;
import java.time.Duration;
import java.time.Instant;

/// One notification: what happened, to which run, when. Leads to the run.
final class NotificationRow extends ListItem {
    NotificationRow(Notification one, Words words, Runnable read, Runnable close) {
        var title = new Span(one.title());
        title.addClassName("title");
        var time = new Span(ago(one.time(), words));
        time.addClassNames("m3", "when");
        time.setTitle(words.fullTime(one.time()));
        var line = new Div(title, time);
        line.addClassName("line");
        var text = new Div(one.text());
        text.addClassNames("s", "m2", "text");
        var link = new Anchor();
        if (!one.path().isEmpty()) {
            link.setHref(one.path());
        }
        link.add(one.kind() == Kind.MENTION ? Glyph.COMMENT.icon() : new StateMark(state(one.kind()), ""), new Div(line, text));
        link.addClassName("notification");
        link.getElement().getClassList().set("new", !one.read());
        link.getElement().addEventListener("click", event -> {
            if (!one.read()) {
                read.run();
            }
            if (!one.path().isEmpty()) {
                close.run();
            }
        });
        if (!one.read()) {
            var unread = new Span("Unread. ");
            unread.addClassName("unseen");
            title.getElement().insertChild(0, unread.getElement());
        }
        add(link);
    }

    private static State state(Kind kind) {
        return switch (kind) {
            case FINISHED, ALL_ENDED, MENTION -> State.SUCCEEDED;
            case FAILED -> State.FAILED;
            case STOPPED -> State.STOPPED;
            case WAITING -> State.QUEUED;
            case INTERRUPTED -> State.PREEMPTING;
        };
    }

    /// "now", "5 min ago", "3 h ago", then as everywhere.
    private static String ago(Instant time, Words words) {
        var since = Duration.between(time, Instant.now());
        if (since.compareTo(Duration.ofMinutes(1)) < 0) {
            return "now";
        }
        if (since.compareTo(Duration.ofHours(1)) < 0) {
            return since.toMinutes() + " min ago";
        }
        return since.compareTo(Duration.ofHours(12)) < 0 ? since.toHours() + " h ago" : words.time(time);
    }
}
