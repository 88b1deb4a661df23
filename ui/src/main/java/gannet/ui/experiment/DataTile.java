package gannet.ui.experiment;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import gannet.server.dataset.DataSet;
import gannet.ui.DataWords;

/// A data set to start from.
final class DataTile extends Anchor {
    DataTile(DataSet data) {
        setHref("launch?data=" + data.id());
        addClassName("tile");
        var picture = new Div(Pictures.image(Pictures.wall(data, 6, 4, 64), "Pictures of " + data.name(), "cover"));
        picture.addClassName("picture");
        var title = new Span(data.name());
        title.addClassName("title");
        var version = new Span("version " + data.version());
        version.addClassNames("xs", "m3");
        var line = new Div(title, version);
        line.addClassName("line");
        var facts = new Paragraph(DataWords.facts(data));
        facts.addClassName("what");
        var text = new Div(line, facts);
        text.addClassName("text");
        add(picture, text);
    }
}
