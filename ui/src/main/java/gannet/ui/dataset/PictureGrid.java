package gannet.ui.dataset;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import gannet.server.dataset.DataSet;
import gannet.ui.Visitor;
import gannet.ui.Words;

/// All pictures of a data set, a page at a time; a click shows one.
final class PictureGrid extends Section {
    private static final int AT_A_TIME = 72;
    private static final int SIDE = 128;

    private final Visitor visitor;
    private final DataSet set;
    private final Div grid = new Div();
    private final NativeButton more = new NativeButton();
    private final Span shown = new Span();
    private int next;

    PictureGrid(Visitor visitor, DataSet set) {
        this.visitor = visitor;
        this.set = set;
        addClassName("pictures");
        var line = new Div(new H2("Pictures"), shown);
        line.addClassName("section");
        grid.addClassName("grid");
        if (set.width() == set.largestWidth() && set.height() == set.largestHeight()) {
            grid.getStyle().set("--shape", Double.toString(Math.clamp(set.width() / (double) set.height(), 0.5, 2)));
        }
        more.addClassName("btn");
        more.addClickListener(click -> more());
        add(line, grid, more);
        more();
    }

    private void more() {
        for (int end = Math.min(set.count(), next + AT_A_TIME); next < end; next++) {
            int index = next;
            var image = new Image(Walls.picture(set.id(), index, SIDE), "");
            image.getElement().setAttribute("loading", "lazy").setAttribute("decoding", "async");
            var tile = new NativeButton();
            tile.add(image);
            tile.setAriaLabel("Picture " + (index + 1));
            tile.addClickListener(click -> preview(index));
            grid.add(tile);
        }
        shown.setText(next == set.count() ? "all " + Words.count(next) : Words.count(next) + " of " + Words.count(set.count()));
        more.setText("Show " + Math.min(AT_A_TIME, set.count() - next) + " more");
        more.setVisible(next < set.count());
    }

    /// The picture that an address names, counted from 1.
    void open(String number) {
        if (number.matches("[1-9][0-9]{0,8}") && Integer.parseInt(number) <= set.count()) {
            preview(Integer.parseInt(number) - 1);
        }
    }

    private void preview(int index) { new PicturePreview(visitor, set, index).open(); }
}
