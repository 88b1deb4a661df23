package gannet.ui.notification;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import gannet.ui.Glyph;
import gannet.ui.Live;
import gannet.ui.Visitor;
import gannet.ui.Words;

/// How many notifications are unread, and, pressed, what they say.
@StyleSheet("notification.css")
public final class Bell extends Div {
    private final transient Visitor visitor;
    private final Button button = new Button(Glyph.BELL.icon());
    private final Span count = new Span();
    private final Popover popover = new Popover();
    private final NotificationList list;

    /// @param position of the list, as seen from the bell
    public Bell(Visitor visitor, PopoverPosition position) {
        this.visitor = visitor;
        list = new NotificationList(visitor, popover::close);
        addClassName("bell");
        button.addThemeNames("tertiary", "icon");
        button.getElement().setAttribute("title", "Notifications (B)");
        count.addClassName("unread");
        count.getElement().setAttribute("aria-hidden", "true");
        popover.setTarget(button);
        popover.setPosition(position);
        popover.setAutofocus(true);
        popover.setWidth("min(400px, calc(100vw - 24px))");
        popover.setAriaLabel("Notifications");
        popover.add(list);
        popover.addOpenedChangeListener(change -> {
            if (change.isOpened()) {
                list.fill();
            }
        });
        add(button, count, popover);
        Live.withNotifications(this, visitor, this::refresh);
        refresh();
    }

    private void refresh() {
        show(visitor.services().notifications().unread(visitor.person()));
        if (popover.isOpened()) {
            list.followUp();
        }
    }

    public void show(long unread) {
        count.setText(unread == 0 ? "" : unread > 99 ? "99+" : Words.count(unread));
        button.setAriaLabel(unread == 0 ? "Notifications" : "Notifications, " + Words.count(unread) + " unread");
    }
}
