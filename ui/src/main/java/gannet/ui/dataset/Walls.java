package gannet.ui.dataset;

import com.vaadin.flow.component.html.Image;
import gannet.server.dataset.DataSet;
import java.util.UUID;

/// Addresses of a data set's pictures.
final class Walls {
    private Walls() {}

    /// Sheet of the first pictures, which keeps its place while it comes.
    static Image wall(DataSet set, int columns, int rows, int side) { return wall(set, "", columns, rows, side); }

    /// @param of "a" or "b" for one side alone, empty for all
    static Image wall(DataSet set, String of, int columns, int rows, int side) {
        var image = new Image("/api/v1/datasets/%s/wall?columns=%d&rows=%d&side=%d%s".formatted(set.id(), columns, rows, side, of.isEmpty() ? "" : "&of=" + of), "");
        image.addClassName("wall");
        image.getStyle().set("aspect-ratio", columns + " / " + rows);
        image.getElement().setAttribute("loading", "lazy").setAttribute("decoding", "async");
        return image;
    }

    static String picture(UUID set, int index, int side) { return "/api/v1/datasets/%s/pictures/%d?side=%d".formatted(set, index, side); }
}
