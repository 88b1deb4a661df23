package gannet.ui.transfer;

import com.vaadin.flow.component.html.Div;
import gannet.server.transfer.Origin;
import gannet.ui.Glyph;
import gannet.ui.Visitor;
import gannet.ui.Words;

/// Says where a run came from that was not launched here; nothing of others.
public final class OriginNote extends Div {
    public OriginNote(Visitor visitor, long run) {
        addClassNames("banner", "plain", "origin");
        var origin = visitor.services().transfers().origin(visitor.person(), run);
        setVisible(origin.isPresent());
        origin.ifPresent(from -> add(Glyph.UPLOAD.icon(), new Div(sentence(from))));
    }

    private static String sentence(Origin from) {
        var words = Words.here();
        return "%s imported it on %s. It is run %s of another Gannet, launched there by %s on %s and exported by %s.%s%s".formatted(
                from.importedBy(), words.time(from.imported()), Words.count(from.number()), from.launchedBy(), words.time(from.created()), from.exportedBy(),
                from.hasPlugin() ? "" : " Its plugin, " + from.plugin() + ", is not here as it was, so it cannot go on or be forked.",
                from.hasData() ? "" : " Its data set is not here, only what is known of it.");
    }
}
