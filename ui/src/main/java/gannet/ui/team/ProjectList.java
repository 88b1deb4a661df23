package gannet.ui.team;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import gannet.server.account.Policy.Action;
import gannet.server.team.Project;
import gannet.server.team.Team;
import gannet.server.team.Visibility;
import gannet.ui.Visitor;

/// A team's projects, as far as the visitor may see them.
final class ProjectList extends Div {
    ProjectList(Visitor visitor, Team team, Runnable changed) {
        var table = new Table("Project", "For", "");
        for (var project : visitor.services().teams().projects(visitor.person())) {
            if (project.teamId().equals(team.id())) {
                var actions = new Div();
                actions.addClassName("actions");
                if (visitor.services().policy().allows(visitor.person(), Action.ADMINISTER, project.id())) {
                    actions.add(small("Settings", "Settings of " + project.name(), () -> ProjectDialog.change(visitor, project, changed).open()));
                }
                actions.add(small("Open", "Open " + project.name(), () -> Visitor.open(project)));
                table.row(name(project), new Span(words(project.visibility())), actions);
            }
        }
        add(table);
    }

    private static Component name(Project project) {
        var name = new Span(project.name());
        name.addClassName("b");
        var both = new Div(name);
        if (project.archived()) {
            var tag = new Span("Archived");
            tag.addClassName("tag");
            both.add(new Span(" "), tag);
        }
        if (!project.description().isEmpty()) {
            var description = new Div(project.description());
            description.addClassNames("s", "m3");
            both.add(description);
        }
        return both;
    }

    static String words(Visibility visibility) {
        return switch (visibility) {
            case PRIVATE -> "Chosen people";
            case TEAM -> "The team";
            case EVERYBODY -> "Everybody signed in, to read";
        };
    }

    private static Button small(String text, String label, Runnable work) {
        var button = new Button(text, click -> work.run());
        button.addThemeNames("small", "tertiary");
        button.setAriaLabel(label);
        return button;
    }
}
