package gannet.ui.notification;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import gannet.server.notification.Channel;
import gannet.server.notification.Delivery;
import gannet.ui.Empty;
import gannet.ui.Words;
import java.util.List;

/// What left the house lately, and what came of it.
final class DeliveryList extends Div {
    DeliveryList() { addClassName("deliveries"); }

    void show(List<Delivery> deliveries) {
        removeAll();
        if (deliveries.isEmpty()) {
            add(new Empty("Nothing has been sent yet."));
            return;
        }
        var words = Words.here();
        var rows = new UnorderedList();
        deliveries.forEach(delivery -> rows.add(row(delivery, words)));
        add(rows);
    }

    private static ListItem row(Delivery delivery, Words words) {
        var state = new Span(switch (delivery.state()) {
            case DUE -> delivery.attempts() == 0 ? "Due" : "Trying";
            case DONE -> "Sent";
            case GIVEN_UP -> "Given up";
        });
        state.addClassNames("tag", switch (delivery.state()) {
            case DUE -> delivery.attempts() == 0 ? "plain" : "warn";
            case DONE -> "ok";
            case GIVEN_UP -> "bad";
        });
        var title = new Span(delivery.title());
        title.addClassName("b");
        var how = new Span((delivery.channel() == Channel.MAIL ? "Mail" : "Webhook") + (delivery.answer().isEmpty() ? "" : " · " + delivery.answer()) + next(delivery, words));
        how.addClassNames("s", "m2");
        var time = new Span(words.time(delivery.created()));
        time.addClassNames("s", "m3");
        time.setTitle(words.fullTime(delivery.created()));
        return new ListItem(state, new Div(title, how), time);
    }

    private static String next(Delivery delivery, Words words) {
        var next = delivery.next();
        return next == null || delivery.attempts() == 0 ? "" : " Attempt " + (delivery.attempts() + 1) + " at " + words.time(next) + ".";
    }
}
