package gannet.ui.dataset;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import gannet.server.dataset.DataSet;
import gannet.ui.DataWords;
import gannet.ui.Glyph;
import gannet.ui.Tip;
import gannet.ui.Visitor;
import gannet.ui.Words;

/// One picture, large, with its words; the arrow keys go on.
final class PicturePreview extends Dialog {
    private static final int SIDE = 512;

    private final Visitor visitor;
    private final DataSet set;
    private final Image image = new Image();
    private final Paragraph words = new Paragraph();
    private int index;

    PicturePreview(Visitor visitor, DataSet set, int index) {
        this.visitor = visitor;
        this.set = set;
        addClassName("preview");
        var frame = new Div(image);
        frame.addClassName("frame");
        if (set.width() == set.largestWidth() && set.height() == set.largestHeight()) {
            frame.getStyle().set("aspect-ratio", set.width() + " / " + set.height());
        }
        words.addClassName("caption");
        add(frame, words);
        getHeader().add(step(Glyph.LEFT, "The one before", -1), step(Glyph.RIGHT, "The next one", 1), end());
        Shortcuts.addShortcutListener(this, () -> go(-1), Key.ARROW_LEFT).listenOn(this);
        Shortcuts.addShortcutListener(this, () -> go(1), Key.ARROW_RIGHT).listenOn(this);
        addOpenedChangeListener(change -> {
            if (!change.isOpened()) {
                address(QueryParameters.empty());
            }
        });
        show(index);
    }

    private Button step(Glyph glyph, String help, int by) {
        var button = new Button(glyph.icon(), click -> go(by));
        button.addThemeNames("tertiary", "icon");
        Tip.on(button, help, help);
        return button;
    }

    private Button end() {
        var button = new Button(Glyph.X.icon(), click -> close());
        button.addThemeNames("tertiary", "icon");
        button.setAriaLabel("Close");
        return button;
    }

    private void go(int by) { show(Math.floorMod(index + by, set.count())); }

    private void show(int which) {
        index = which;
        setHeaderTitle((DataWords.areSolids(set) ? "Solid " : "Picture ") + Words.count(which + 1) + " of " + Words.count(set.count()));
        var said = visitor.services().dataSets().contents(visitor.person(), set.id()).words(which);
        image.setSrc(Walls.picture(set.id(), which, SIDE));
        image.setAlt(said.isBlank() ? "Picture " + (which + 1) : said);
        words.setText(said);
        words.setVisible(!said.isBlank());
        address(QueryParameters.of("picture", Integer.toString(which + 1)));
    }

    private void address(QueryParameters query) {
        UI.getCurrent().getPage().getHistory().replaceState(null, new Location("data/" + set.id(), query));
    }
}
