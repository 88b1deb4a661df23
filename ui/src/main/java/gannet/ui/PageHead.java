package gannet.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouterLink;

/// The first row of a page: title, one line of status, and few actions, the primary one last.
public final class PageHead extends Header {
    private final H1 title = new H1();
    private final Div words = new Div();
    private final Span status = new Span();
    private final Div actions = new Div();

    public PageHead(String title) {
        addClassName("head");
        words.addClassName("words");
        status.addClassName("status");
        status.getElement().setAttribute("aria-live", "polite");
        actions.addClassName("actions");
        this.title.setText(title);
        var line = new Div(this.title, status);
        line.addClassName("line");
        words.add(line);
        add(words, actions);
    }

    public PageHead title(String text) {
        title.setText(text);
        return this;
    }

    /// A lighter word after the title, such as the version.
    public PageHead title(String text, String after) {
        title.removeAll();
        var light = new Span(after);
        light.addClassName("after");
        title.add(new Span(text + " "), light);
        return this;
    }

    public PageHead status(String sentence) {
        status.setText(sentence);
        return this;
    }

    public PageHead status(Component... parts) {
        status.removeAll();
        status.add(parts);
        return this;
    }

    public PageHead actions(Component... buttons) {
        actions.removeAll();
        actions.add(buttons);
        return this;
    }

    /// The page that this one belongs to, above the title.
    public PageHead under(String text, Class<? extends Component> page) {
        var crumb = new RouterLink(text, page);
        crumb.addClassName("crumb");
        words.addComponentAsFirst(crumb);
        return this;
    }
}
