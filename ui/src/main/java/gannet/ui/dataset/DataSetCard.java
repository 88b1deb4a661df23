package gannet.ui.dataset;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Span;
import gannet.server.dataset.DataSet;
import gannet.ui.DataWords;
import gannet.ui.Glyph;
import gannet.ui.Words;

/// A data set in the list: its first pictures, and a caption.
final class DataSetCard extends Anchor {
    private static final int COLUMNS = 6;
    private static final int ROWS = 2;
    private static final int SIDE = 96;

    DataSetCard(DataSet set) {
        super("data/" + set.id());
        addClassNames("card", "dataset");
        var name = new H2(set.name());
        name.addClassName("cut");
        var line = new Div(name);
        line.addClassName("line");
        if (set.builtIn()) {
            line.add(tag("Built in"));
        } else if (set.version() > 1) {
            line.add(tag("version " + set.version()));
        }
        var words = new Div(line, meta(DataWords.facts(set)), verdict(set));
        words.addClassName("words");
        add(wall(set), words);
    }

    /// Few pictures are shown large, in the same room.
    private static Image wall(DataSet set) {
        if (set.count() >= COLUMNS) {
            return Walls.wall(set, COLUMNS, ROWS, SIDE);
        }
        var wall = Walls.wall(set, Math.max(1, set.count()), 1, ROWS * SIDE);
        wall.getStyle().set("aspect-ratio", COLUMNS + " / " + ROWS).set("object-fit", "contain");
        return wall;
    }

    private DataSetCard() { addClassNames("card", "dataset", "painting"); }

    /// The place of a set that Gannet is still painting for itself.
    static DataSetCard painting(String title) {
        var card = new DataSetCard();
        var wall = new Div();
        wall.addClassName("wall");
        wall.getStyle().set("aspect-ratio", COLUMNS + " / " + ROWS);
        for (int i = 0; i < COLUMNS * ROWS; i++) {
            wall.add(new Span());
        }
        var name = new H2(title);
        var line = new Div(name, tag("Built in"));
        line.addClassName("line");
        var words = new Div(line, meta("Gannet is painting it. It will be here in a moment."));
        words.addClassName("words");
        card.add(wall, words);
        return card;
    }

    private static Div meta(String text) {
        var meta = new Div(text);
        meta.addClassNames("s", "m2");
        return meta;
    }

    private static Span tag(String text) {
        var tag = new Span(text);
        tag.addClassName("tag");
        return tag;
    }

    private static Div verdict(DataSet set) {
        boolean isClean = set.findings().isEmpty();
        var verdict = new Div(new Span((isClean ? Glyph.CHECK : Glyph.ALERT).icon(14)),
                new Span(isClean ? "Every file could be used" : Words.count(set.findings().size() + set.moreFindings(), "file has a remark", "files have remarks")));
        verdict.addClassNames("verdict", isClean ? "ok" : "warn");
        return verdict;
    }
}
