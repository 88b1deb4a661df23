package gannet.ui.experiment;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import gannet.server.dataset.DataSet;
import gannet.server.experiment.Run;
import gannet.server.plugin.VariantCard;

/// Addresses of pictures, and pictures that keep their place while they come.
final class Pictures {
    private Pictures() {}

    static String wall(DataSet dataSet, int columns, int rows, int side) { return wall(dataSet.id().toString(), columns, rows, side); }

    static String wall(String dataSet, int columns, int rows, int side) {
        return "/api/v1/datasets/%s/wall?columns=%d&rows=%d&side=%d".formatted(dataSet, columns, rows, side);
    }

    static String ofVariant(VariantCard card) { return "/api/v1/variants/" + card.address() + "/picture"; }

    static Image image(String address, String words, String className) {
        var image = new Image(address, words);
        image.addClassNames("px", className);
        image.getElement().setAttribute("loading", "lazy").setAttribute("decoding", "async");
        return image;
    }

    /// The first tiles of a run's newest sheet, or an empty place.
    static Div newest(Run run, int tiles, int side) {
        var place = new Div();
        place.addClassName("newest");
        if (run.latestSampleStep() < 0) {
            place.addClassName("none");
            return place;
        }
        var image = new Image("/api/v1/runs/%d/samples/%d?tile=0&tiles=%d&side=%d".formatted(run.number(), run.latestSampleStep(), tiles, 2 * side),
                "Samples at step " + run.latestSampleStep());
        image.getElement().setAttribute("loading", "lazy");
        place.add(image);
        return place;
    }
}
