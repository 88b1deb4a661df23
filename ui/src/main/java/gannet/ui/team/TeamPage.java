package gannet.ui.team;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteAlias;
import gannet.server.account.Policy.TeamAction;
import gannet.server.team.Team;
import gannet.ui.PageHead;
import gannet.ui.Shell;
import gannet.ui.Visitor;
import gannet.ui.Words;
import gannet.ui.activity.ActivityList;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// `/team/<name>?tab=people|projects|activity`: who belongs to a team, what it works on, and what was changed. `/team` is the chosen project's.
@Route(value = "team/:name", layout = Shell.class)
@RouteAlias(value = "team", layout = Shell.class)
@StyleSheet("team.css")
public final class TeamPage extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private static final List<String> TABS = List.of("people", "projects", "activity");

    private static final int SOME = 8;

    private final transient Visitor visitor;
    private String title = "Team";

    public TeamPage(Visitor visitor) {
        this.visitor = visitor;
        addClassName("team");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var tab = event.getLocation().getQueryParameters().getSingleParameter("tab").filter(TABS::contains).orElse("people");
        var name = event.getRouteParameters().get("name").map(TeamPage::decoded).orElseGet(this::nearest);
        show(name, tab);
    }

    /// A link on the page leads here with its escapes, a page that is loaded without.
    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException plain) { // a lone "%" in a name
            return name;
        }
    }

    /// The team of the chosen project, or else of the first there is.
    private String nearest() {
        var mine = visitor.services().teams().list(visitor.person());
        return mine.stream().filter(team -> team.id().equals(visitor.project().teamId())).findFirst().or(() -> mine.stream().findFirst()).map(Team::name).orElse("");
    }

    private void show(String name, String tab) {
        removeAll();
        if (name.isEmpty()) {
            add(new PageHead("Team"), hint("You belong to no team yet. Ask an administrator of one to take you in."));
            return;
        }
        var team = visitor.services().teams().named(visitor.person(), name);
        title = team.name();
        var head = new PageHead(team.name()).status(Words.count(team.people(), "person", "people") + ", " + Words.count(team.projects(), "project", "projects"));
        var others = visitor.services().teams().list(visitor.person());
        add(head, tabs(team, tab));
        if (others.size() > 1) {
            add(others(others, team, tab));
        }
        switch (tab) {
            case "projects" -> {
                if (visitor.services().policy().allows(visitor.person(), TeamAction.FOUND, team.id())) {
                    var make = new Button("New project", click -> ProjectDialog.make(visitor, team, () -> show(name, tab)).open());
                    make.addThemeNames("primary");
                    head.actions(make);
                }
                add(new ProjectList(visitor, team, () -> show(name, tab)));
            }
            case "activity" -> add(activity(team));
            default -> add(new PeopleTable(visitor, team, () -> show(name, tab)));
        }
    }

    /// What was done in each project that the visitor may see, and what was changed in the team.
    private Component activity(Team team) {
        var all = new Div();
        all.addClassName("team-activity");
        visitor.services().teams().projects(visitor.person()).stream().filter(project -> project.teamId().equals(team.id()) && !project.archived())
                .forEach(project -> all.add(new H2(project.name()), new ActivityList(visitor, project.id(), SOME)));
        all.add(new H2("People, roles and projects"), changes(team));
        return all;
    }

    private Component changes(Team team) {
        return visitor.services().policy().allows(visitor.person(), TeamAction.GOVERN, team.id()) ? new AuditTable(visitor, team.id(), "", 0)
                : hint("Administrators of the team see here who changed its people, roles and projects.");
    }

    private static Component tabs(Team team, String now) {
        var tabs = new Nav();
        tabs.addClassName("tabs");
        tabs.getElement().setAttribute("aria-label", "Parts of this page");
        for (var tab : TABS) {
            var link = new Anchor(address(team, tab), tab.substring(0, 1).toUpperCase(Locale.ROOT) + tab.substring(1));
            if (tab.equals(now)) {
                link.getElement().setAttribute("aria-current", "page");
            }
            tabs.add(link);
        }
        return tabs;
    }

    private static Component others(List<Team> teams, Team now, String tab) {
        var row = new Nav();
        row.addClassName("others");
        row.getElement().setAttribute("aria-label", "Teams");
        teams.stream().filter(team -> !team.id().equals(now.id())).limit(20).forEach(team -> row.add(new Anchor(address(team, tab), team.name())));
        return row;
    }

    private static String address(Team team, String tab) { return "team/" + URLEncoder.encode(team.name(), StandardCharsets.UTF_8).replace("+", "%20") + "?tab=" + tab; }

    static Paragraph hint(String words) {
        var hint = new Paragraph(words);
        hint.addClassName("hint");
        return hint;
    }

    @Override
    public String getPageTitle() { return title + " · Gannet"; }
}
