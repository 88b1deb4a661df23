package gannet.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;

/// A sentence that comes, is read, and goes.
public final class Notice {
    private Notice() {}

    /// Stays for a few seconds.
    public static void good(String sentence) { show(sentence, Glyph.CHECK, 5_000).addThemeVariants(NotificationVariant.LUMO_SUCCESS); }

    /// Stays until it is closed.
    public static void bad(String sentence) { show(sentence, Glyph.ALERT, 0).addThemeVariants(NotificationVariant.LUMO_ERROR); }

    private static Notification show(String sentence, Glyph glyph, int milliseconds) {
        var notification = new Notification();
        var words = new Span(sentence);
        words.addClassName("words");
        var close = new Button(Glyph.X.icon(14), click -> notification.close());
        close.addThemeNames("tertiary", "small", "icon");
        close.setAriaLabel("Close");
        var row = new Div(glyph.icon(16), words, close);
        row.addClassName("notice");
        notification.add((Component) row);
        notification.setDuration(milliseconds);
        notification.setPosition(Notification.Position.BOTTOM_END);
        notification.open();
        return notification;
    }
}
