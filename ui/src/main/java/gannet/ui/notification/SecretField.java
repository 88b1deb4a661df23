package gannet.ui.notification;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import gannet.ui.Notice;

/// With which messages to the webhook are signed: shown to its person alone, to be copied to where they are received.
final class SecretField extends Div {
    private final Span value = new Span();

    /// @param renew makes another one
    SecretField(Runnable renew) {
        addClassName("secret");
        var label = new Div("Messages are signed with");
        label.addClassName("lab");
        value.addClassNames("mono", "cut");
        var copy = new Button("Copy", click -> {
            value.getElement().executeJs("navigator.clipboard && navigator.clipboard.writeText(this.textContent)");
            Notice.good("Copied.");
        });
        var another = new Button("Make another", click -> {
            renew.run();
            Notice.good("From now on messages are signed with this one. Give it to the receiver.");
        });
        copy.addThemeNames("small");
        another.addThemeNames("tertiary", "small");
        var row = new Div(value, copy, another);
        row.addClassName("row");
        add(label, row);
        setVisible(false);
    }

    /// @param secret empty if there is none
    void show(String secret) {
        value.setText(secret);
        setVisible(!secret.isEmpty());
    }
}
