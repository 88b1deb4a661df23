package gannet.ui.team;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import gannet.parameters.ProblemException;
import gannet.server.account.Policy.Action;
import gannet.server.team.Project;
import gannet.ui.Notice;
import gannet.ui.Visitor;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/// Asks to which other project a thing shall go.
@StyleSheet("team.css")
public final class MoveDialog extends Dialog {
    private MoveDialog(String title, String what, List<Project> projects, Consumer<Project> move) {
        setHeaderTitle(title);
        setWidth("480px");
        var words = new Paragraph(what);
        words.addClassName("hint");
        var to = new Select<Project>();
        to.setLabel("To");
        to.setItems(projects);
        to.setItemLabelGenerator(project -> project.name() + " · " + project.teamName());
        to.setPlaceholder("A project");
        var go = new Button("Move it");
        go.addThemeNames("primary");
        go.setEnabled(false);
        to.addValueChangeListener(change -> go.setEnabled(change.getValue() != null));
        go.addClickListener(click -> {
            try {
                move.accept(to.getValue());
                close();
            } catch (ProblemException refused) {
                to.setErrorMessage(refused.getMessage());
                to.setInvalid(true);
            }
        });
        var none = new Paragraph("There is no other project in which you may do that.");
        none.addClassName("hint");
        var content = new Div(words, projects.isEmpty() ? none : to);
        content.addClassName("project-fields");
        add(content);
        getFooter().add(new Button("Cancel", click -> close()));
        if (!projects.isEmpty()) {
            getFooter().add(go);
        }
    }

    /// @param moved what the page does then
    public static void ofRun(Visitor visitor, long number, UUID from, Runnable moved) {
        new MoveDialog("Move run " + number, "Its whole experiment goes: all its runs with their curves, samples and checkpoints. Its pictures leave the boards of this project; its data set stays.",
                others(visitor, from, Action.LAUNCH), project -> {
                    visitor.services().moves().run(visitor.person(), number, project.id());
                    Notice.good("Run " + number + " and its experiment are in " + project.name() + " now.");
                    moved.run();
                }).open();
    }

    public static void ofDataSet(Visitor visitor, UUID dataSet, String name, UUID from, Runnable moved) {
        new MoveDialog("Move " + name, "All its versions go. Runs that have learned from it keep it, wherever they are.",
                others(visitor, from, Action.IMPORT), project -> {
                    visitor.services().moves().dataSet(visitor.person(), dataSet, project.id());
                    Notice.good(name + " is in " + project.name() + " now.");
                    moved.run();
                }).open();
    }

    private static List<Project> others(Visitor visitor, UUID from, Action needed) {
        return visitor.projects().stream().filter(project -> !project.id().equals(from) && visitor.services().policy().allows(visitor.person(), needed, project.id())).toList();
    }
}
