package gannet.ui.queue;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import gannet.ui.Glyph;
import gannet.ui.Visitor;
import java.util.function.Consumer;

/// Says to everybody that nothing starts, by whom and why; administrators hold and release here.
final class Holding extends Div {
    private final Visitor visitor;
    private final Runnable done;
    private final Span words = new Span();
    private final Button hold;

    Holding(Visitor visitor, Runnable done) {
        this.visitor = visitor;
        this.done = done;
        addClassNames("banner", "warn");
        getElement().setAttribute("role", "status");
        var release = new Button("Release", click -> {
            visitor.services().rulebook().release(visitor.person());
            visitor.services().queue().ring();
            done.run();
        });
        release.addThemeNames("small");
        release.setVisible(visitor.person().administrator());
        hold = new Button("Hold new starts", Glyph.PAUSE.icon(14), click -> ask());
        add(Glyph.PAUSE.icon(16), words, release);
    }

    /// For the page's head; seen by administrators alone, while nothing is held.
    Button button() { return hold; }

    void look() {
        var held = visitor.services().rulebook().held();
        setVisible(held.isOn());
        words.setText(held.isOn() ? held.sentence() + " What runs goes on, and nothing new starts." : "");
        hold.setVisible(visitor.person().administrator() && !held.isOn());
    }

    private void ask() {
        reason("Hold new starts?", "What runs goes on, and nothing new starts until an administrator releases the queue. Everybody sees why.", "Hold", reason -> {
            visitor.services().rulebook().hold(visitor.person(), reason);
            done.run();
        });
    }

    /// Asks for a reason that everybody will see; it may stay empty.
    static void reason(String title, String what, String confirm, Consumer<String> given) {
        var reason = new TextField("Reason");
        reason.setWidthFull();
        reason.setMaxLength(500);
        reason.setPlaceholder("Seen by everybody, may be empty");
        var text = new Div(new Span(what), reason);
        text.addClassName("ask-reason");
        var dialog = new ConfirmDialog(title, "", confirm, event -> given.accept(reason.getValue()));
        dialog.setText(text);
        dialog.setCancelable(true);
        dialog.open();
        reason.focus();
    }
}
