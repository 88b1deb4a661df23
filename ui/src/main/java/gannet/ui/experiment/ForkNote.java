package gannet.ui.experiment;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import gannet.server.experiment.ForkPoint;
import gannet.ui.Glyph;
import gannet.ui.Words;

/// Says in the launch form that the run is to go on from another, and offers to begin anew.
final class ForkNote extends Div {
    /// @param anew the address of the same form without it
    ForkNote(ForkPoint from, String anew) {
        addClassNames("banner", "plain");
        var run = new Anchor("runs/" + from.run(), "run " + from.run());
        var words = new Div(new Span("A fork: goes on from "), run, new Span(" at step " + Words.count(from.step())
                + ", with all that its networks and optimizers have learned. Steps count on from there."));
        add(Glyph.FORK.icon(), words, new Anchor(anew, "Begin anew instead"));
    }
}
