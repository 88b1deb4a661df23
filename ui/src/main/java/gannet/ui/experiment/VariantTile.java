package gannet.ui.experiment;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Location;
import gannet.server.dataset.DataSet;
import gannet.server.experiment.Runs;
import gannet.server.plugin.VariantCard;
import gannet.ui.Words;
import java.util.Optional;

/// A kind of GAN as a picture with a caption.
final class VariantTile extends Anchor {
    private final boolean isUnfit;

    /// @param wall what to show where the plugin brings no picture    @param form the launch form it leads to
    /// @param unfit why the data set that was chosen is nothing for it, or empty
    VariantTile(VariantCard card, Optional<DataSet> wall, Location form, long runs, String unfit) {
        isUnfit = !unfit.isEmpty();
        setHref(form.getPathWithQueryParameters());
        addClassName("tile");
        getElement().getClassList().set("unfit", isUnfit);
        var picture = new Div();
        picture.addClassName("picture");
        if (card.hasPicture()) {
            picture.add(Pictures.image(Pictures.ofVariant(card), "What " + card.title() + " makes", "cover"));
        } else {
            wall.ifPresent(data -> picture.add(Pictures.image(Pictures.wall(data, 6, 4, 64), "Pictures that " + card.title() + " can learn from", "cover")));
        }
        var title = new Span(card.title());
        title.addClassName("title");
        var year = new Span(Integer.toString(card.year()));
        year.addClassNames("xs", "m3");
        var line = new Div(title, year);
        line.addClassName("line");
        var summary = new Paragraph(isUnfit ? unfit : card.summary());
        summary.addClassName("what");
        summary.setTitle(unfit);
        var needs = new Span(card.data());
        needs.addClassName("tag");
        var here = new Span(runs == 0 ? "" : runs > Runs.MOST_COUNTED ? Words.count(Runs.MOST_COUNTED) + "+ runs here" : Words.count(runs, "run here", "runs here"));
        here.addClassNames("xs", "m3");
        var foot = new Div(needs, here);
        foot.addClassName("line");
        var text = new Div(line, summary, foot);
        text.addClassName("text");
        add(picture, text);
    }

    boolean isUnfit() { return isUnfit; }
}
