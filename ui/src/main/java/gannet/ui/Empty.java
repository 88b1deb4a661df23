package gannet.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;

/// Where nothing is yet: one sentence what will be here, and one way on.
public final class Empty extends Div {
    public Empty(String sentence) {
        addClassName("empty");
        add(new Paragraph(sentence));
    }

    public Empty way(String text, String path) {
        var link = new Anchor(path, text);
        link.addClassName("btn");
        add(link);
        return this;
    }

    public Empty way(Component button) {
        add(button);
        return this;
    }
}
