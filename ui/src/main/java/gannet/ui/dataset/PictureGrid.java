package gannet.ui.dataset;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import gannet.server.dataset.Contents;
import gannet.server.dataset.DataSet;
import gannet.ui.Visitor;
import gannet.ui.Words;
import java.util.Locale;

/// Pictures of a data set, a page at a time; a click shows one.
final class PictureGrid extends Section {
    private static final int SIDE = 128;

    /// What stands in a tile.
    enum Tile {
        PICTURE(72), CAPTIONED(36), PAIR(36);

        private final int atATime;

        Tile(int atATime) { this.atATime = atATime; }
    }

    private final Visitor visitor;
    private final DataSet set;
    private final transient Contents contents;
    private final int[] numbers;
    private final Tile kind;
    private final Div grid = new Div();
    private final NativeButton more = new NativeButton();
    private final Span shown = new Span();
    private int next;

    /// @param numbers of the pictures; of pairs, those of their first pictures
    PictureGrid(Visitor visitor, DataSet set, Contents contents, String title, int[] numbers, Tile kind) {
        this.visitor = visitor;
        this.set = set;
        this.contents = contents;
        this.numbers = numbers;
        this.kind = kind;
        addClassName("pictures");
        var line = new Div(new H2(title), shown);
        line.addClassName("section");
        grid.addClassNames("grid", kind.name().toLowerCase(Locale.ROOT));
        if (set.width() == set.largestWidth() && set.height() == set.largestHeight()) {
            grid.getStyle().set("--shape", Double.toString(Math.clamp(set.width() / (double) set.height(), 0.5, 2)));
        }
        more.addClassName("btn");
        more.addClickListener(click -> more());
        add(line, grid, more);
        more();
    }

    private void more() {
        for (int end = Math.min(numbers.length, next + kind.atATime); next < end; next++) {
            grid.add(tile(numbers[next]));
        }
        shown.setText(next == numbers.length ? "all " + Words.count(next) : Words.count(next) + " of " + Words.count(numbers.length));
        more.setText("Show " + Math.min(kind.atATime, numbers.length - next) + " more");
        more.setVisible(next < numbers.length);
    }

    private Component tile(int index) {
        var tile = new NativeButton();
        tile.add(image(index));
        tile.setAriaLabel("Picture " + (index + 1));
        tile.addClickListener(click -> preview(index));
        switch (kind) {
            case PICTURE -> {
                return tile;
            }
            case PAIR -> {
                contents.partner(index).ifPresent(partner -> tile.add(image(partner)));
                return tile;
            }
            case CAPTIONED -> {
                var words = new Span(contents.words(index));
                words.addClassName("words");
                words.setTitle(words.getText());
                var figure = new Div(tile, words);
                figure.addClassName("figure");
                return figure;
            }
        }
        throw new IllegalStateException("A tile of the kind " + kind);
    }

    private Image image(int index) {
        var image = new Image(Walls.picture(set.id(), index, SIDE), "");
        image.getElement().setAttribute("loading", "lazy").setAttribute("decoding", "async");
        return image;
    }

    private void preview(int index) { new PicturePreview(visitor, set, index).open(); }
}
