package gannet.ui.notification;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import gannet.server.notification.Channel;
import gannet.server.notification.Notifications.Tested;
import gannet.ui.PageTroubles;
import gannet.ui.Visitor;
import java.util.function.BooleanSupplier;

/// Sends a test, which may take a while, and says beside the button what came of it.
final class TestButton extends Div {
    private final transient Visitor visitor;
    private final Channel channel;
    private final Button button = new Button("Send a test");
    private final Span result = new Span();

    /// @param ready saves what the form holds, and says whether that went well
    TestButton(Visitor visitor, Channel channel, BooleanSupplier ready) {
        this.visitor = visitor;
        this.channel = channel;
        addClassName("row");
        button.addThemeNames("small");
        button.addClickListener(click -> {
            if (ready.getAsBoolean()) {
                begin(UI.getCurrent());
            }
        });
        result.getElement().setAttribute("aria-live", "polite");
        add(button, result);
    }

    private void begin(UI ui) {
        button.setEnabled(false);
        say("m2", "Sending.");
        Thread.ofVirtual().name("test of a notification").start(() -> {
            var tested = tested();
            ui.access(() -> {
                button.setEnabled(true);
                say(tested.arrived() ? "ok" : "bad", tested.answer());
            });
        });
    }

    private Tested tested() {
        try {
            return visitor.services().notifications().test(visitor.person(), channel);
        } catch (RuntimeException e) {
            return new Tested(false, PageTroubles.sentence(e));
        }
    }

    private void say(String tone, String sentence) {
        result.setClassName("s " + tone);
        result.setText(sentence);
    }
}
