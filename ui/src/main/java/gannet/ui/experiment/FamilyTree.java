package gannet.ui.experiment;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import gannet.server.experiment.ForkPoint;
import gannet.server.experiment.Lineage;
import gannet.ui.StateMark;
import gannet.ui.Words;
import java.util.HashMap;
import java.util.Locale;

/// A run's family: one line for each, as long as it has trained, hanging from the step of its parent where it was forked.
final class FamilyTree extends Div {
    private static final int ROW = 36; // pixels, as in experiment.css

    /// @param own the run whose page this is
    FamilyTree(Lineage lineage, long own) {
        addClassName("family");
        var members = lineage.members();
        var count = new Span(Words.count(members.size() + lineage.more(), "run", "runs"));
        var head = new Div(new H2("Forks"), count);
        head.addClassName("section");
        add(head);
        long longest = Math.max(1, members.stream().mapToLong(Lineage.Member::steps).max().orElse(1));
        var rows = new HashMap<Long, Integer>();
        for (var member : members) {
            add(row(member, member.number() == own, longest, rows));
            rows.put(member.number(), rows.size());
        }
        if (lineage.more() > 0) {
            var more = new Span("and " + Words.count(lineage.more(), "run", "runs") + " more");
            more.addClassName("hint");
            add(more);
        }
    }

    private static Div row(Lineage.Member member, boolean own, long longest, HashMap<Long, Integer> rows) {
        var name = new Anchor("runs/" + member.number(), member.name());
        name.setTitle(member.name());
        var from = member.from();
        var facts = new Span("run " + member.number() + (from == null ? "" : ", from step " + Words.count(from.step())));
        facts.addClassName("hint");
        var words = new Div(new StateMark(member.state(), ""), new Div(name, facts));
        words.addClassName("words");
        var track = new Div();
        track.addClassName("track");
        track.getElement().setAttribute("aria-hidden", "true");
        long begin = from == null ? 0 : from.step();
        if (from != null) {
            track.add(branch(from, longest, rows));
        }
        track.add(span("ahead", begin, member.steps(), longest), span("trained", begin, Math.max(begin, member.step()), longest));
        var row = new Div(words, track);
        row.addClassName("row");
        if (own) {
            row.addClassName("own");
            name.getElement().setAttribute("aria-current", "page");
        }
        return row;
    }

    /// The line down from the parent's.
    private static Div branch(ForkPoint from, long longest, HashMap<Long, Integer> rows) {
        var branch = new Div();
        branch.addClassName("branch");
        int parent = rows.getOrDefault(from.run(), rows.size());
        branch.getStyle().set("left", percent(from.step(), longest)).set("height", (rows.size() - parent) * ROW + "px");
        return branch;
    }

    private static Div span(String kind, long begin, long end, long longest) {
        var span = new Div();
        span.addClassNames("span", kind);
        span.getStyle().set("left", percent(begin, longest)).set("width", percent(end - begin, longest));
        return span;
    }

    private static String percent(long part, long whole) { return String.format(Locale.ROOT, "%.3f%%", 100.0 * part / whole); }
}
