package gannet.ui.account;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import gannet.ui.Notice;

/// A link or token that nobody can show a second time, to be copied now.
final class ShownOnce extends Div {
    ShownOnce(String sentence, String secret) {
        addClassNames("banner", "ok", "shown-once");
        getElement().setAttribute("role", "status");
        var value = new Span(secret);
        value.addClassNames("mono", "value");
        var copy = new Button("Copy", click -> {
            value.getElement().executeJs("navigator.clipboard && navigator.clipboard.writeText(this.textContent)");
            Notice.good("Copied.");
        });
        copy.addThemeNames("small");
        var row = new Div(value, copy);
        row.addClassName("row");
        add(new Div(new Paragraph(sentence), row));
    }
}
