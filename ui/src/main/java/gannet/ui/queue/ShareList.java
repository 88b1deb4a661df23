package gannet.ui.queue;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.RouterLink;
import gannet.server.queue.Usage.TeamUse;
import java.util.List;

/// What each team has used of late, beside the line up to which it is due.
final class ShareList extends Section {
    /// Beyond this its bar is coloured.
    private static final double FAR_OVER = 1.2;

    private final Div list = new Div();
    private final Paragraph hint = new Paragraph();
    private List<TeamUse> shown = List.of();

    ShareList() {
        var rules = new RouterLink("Rules", RulesPage.class);
        rules.addClassName("more");
        var head = new Div(new H2("Fair share"), new Span(), rules);
        head.addClassName("section");
        list.addClassName("share-list");
        hint.addClassName("hint");
        add(head, list, hint);
    }

    void show(List<TeamUse> teams) {
        if (teams.equals(shown) && !hint.getText().isEmpty()) {
            return;
        }
        shown = teams;
        list.removeAll();
        double most = teams.stream().mapToDouble(team -> Math.max(team.used(), team.due())).max().orElse(1);
        teams.forEach(team -> add(team, most));
        hint.setText(teams.isEmpty() ? "Nobody has used the devices yet. Teams that use less than their share will go first."
                : teams.size() == 1 ? "One team alone has it all. With several, who used less than their share goes first."
                : "The line is a team's share by its weight. Who used less goes first; use counts less the longer it is ago.");
    }

    private void add(TeamUse team, double most) {
        var name = new Span(team.name());
        name.addClassName("cut");
        name.setTitle(team.name());
        var bar = new Element("i");
        bar.getStyle().set("width", 100 * team.used() / most + "%");
        var due = new Element("u");
        due.getStyle().set("left", 100 * team.due() / most + "%");
        var track = new Div();
        track.addClassName("bar-track");
        track.getElement().getClassList().set("over", team.used() > team.due() * FAR_OVER);
        track.getElement().appendChild(bar, due);
        var words = "%s used %s, and is due %s by its weight of %s".formatted(team.name(), percent(team.used()), percent(team.due()), weight(team.weight()));
        track.getElement().setAttribute("role", "img").setAttribute("aria-label", words).setAttribute("title", words);
        var figure = new Span(percent(team.used()));
        figure.addClassNames("n", "m2");
        list.add(name, track, figure);
    }

    static String weight(double weight) { return weight == Math.rint(weight) ? Long.toString((long) weight) : Double.toString(weight); }

    private static String percent(double part) { return Math.round(part * 100) + " %"; }
}
