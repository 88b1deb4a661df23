package gannet.ui.dataset;

import com.vaadin.flow.component.html.Div;
import gannet.server.dataset.DataSet;
import gannet.ui.DataWords;
import gannet.ui.Visitor;

/// All pictures of a data set: one grid, or one for each side.
final class PictureGrids extends Div {
    private final Visitor visitor;
    private final DataSet set;

    PictureGrids(Visitor visitor, DataSet set) {
        this.visitor = visitor;
        this.set = set;
        addClassName("grids");
        var contents = visitor.services().dataSets().contents(visitor.person(), set.id());
        if (DataWords.isPaired(set)) {
            add(new PictureGrid(visitor, set, contents, "Pairs, A at the left", contents.sideA(), PictureGrid.Tile.PAIR));
        } else if (DataWords.hasTwoSides(set)) {
            add(new PictureGrid(visitor, set, contents, "Side A", contents.sideA(), PictureGrid.Tile.PICTURE),
                    new PictureGrid(visitor, set, contents, "Side B", contents.sideB(), PictureGrid.Tile.PICTURE));
        } else {
            add(new PictureGrid(visitor, set, contents, DataWords.areSolids(set) ? "Solids" : "Pictures", contents.all(),
                    set.kind().equals("captioned pictures") ? PictureGrid.Tile.CAPTIONED : PictureGrid.Tile.PICTURE));
        }
    }

    /// The picture that an address names, counted from 1.
    void open(String number) {
        if (number.matches("[1-9][0-9]{0,8}") && Integer.parseInt(number) <= set.count()) {
            new PicturePreview(visitor, set, Integer.parseInt(number) - 1).open();
        }
    }
}
