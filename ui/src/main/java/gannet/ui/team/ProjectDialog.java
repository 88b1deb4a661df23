package gannet.ui.team;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.team.Member;
import gannet.server.team.Project;
import gannet.server.team.Projects.Plan;
import gannet.server.team.Team;
import gannet.server.team.Visibility;
import gannet.ui.Notice;
import gannet.ui.Visitor;
import java.util.List;
import java.util.function.Consumer;

/// A project's name, what it is about, and whom it is for.
@StyleSheet("team.css")
public final class ProjectDialog extends Dialog {
    private final TextField name = new TextField("Name");
    private final TextArea description = new TextArea("What it is about");
    private final Select<Visibility> visibility = new Select<>();
    private final MultiSelectComboBox<Member> people = new MultiSelectComboBox<>("People, besides the team's administrators");
    private final Button keep = new Button();

    private ProjectDialog(String title, String button, List<Member> members, Consumer<Plan> write, Runnable written) {
        setHeaderTitle(title);
        setWidth("480px");
        visibility.setLabel("For");
        visibility.setItems(Visibility.values());
        visibility.setItemLabelGenerator(ProjectList::words);
        visibility.setValue(Visibility.TEAM);
        visibility.addValueChangeListener(change -> people.setVisible(change.getValue() == Visibility.PRIVATE));
        people.setItems(members);
        people.setItemLabelGenerator(Member::name);
        people.setVisible(false);
        people.setHelperText("You are one of them.");
        var content = new Div(name, description, visibility, people);
        content.addClassName("project-fields");
        add(content);
        keep.setText(button);
        keep.addThemeNames("primary");
        keep.addClickListener(click -> attempt(() -> {
            write.accept(plan());
            close();
            written.run();
        }));
        getFooter().add(new Button("Cancel", click -> close()), keep);
        addOpenedChangeListener(change -> {
            if (change.isOpened()) {
                name.focus();
            }
        });
    }

    public static ProjectDialog make(Visitor visitor, Team team, Runnable written) {
        return new ProjectDialog("New project in " + team.name(), "Make it", visitor.services().teams().people(visitor.person(), team.id()),
                plan -> Notice.good("The project \"" + visitor.services().projects().make(visitor.person(), team.id(), plan).name() + "\" is made."), written);
    }

    static ProjectDialog change(Visitor visitor, Project project, Runnable written) {
        var projects = visitor.services().projects();
        var members = visitor.services().teams().people(visitor.person(), project.teamId());
        var dialog = new ProjectDialog("Settings of " + project.name(), "Save", members, plan -> {
            projects.change(visitor.person(), project.id(), plan);
            Notice.good("The settings are saved.");
        }, written);
        var chosen = projects.people(visitor.person(), project.id());
        dialog.name.setValue(project.name());
        dialog.description.setValue(project.description());
        dialog.people.setValue(members.stream().filter(member -> chosen.contains(member.person())).toList());
        dialog.visibility.setValue(project.visibility());
        var archive = new Button(project.archived() ? "Bring back" : "Archive", click -> dialog.attempt(() -> {
            projects.archive(visitor.person(), project.id(), !project.archived());
            dialog.close();
            written.run();
        }));
        archive.addThemeNames("tertiary");
        archive.setTooltipText("An archived project is kept as it is: nothing is launched or changed in it.");
        dialog.getFooter().addComponentAsFirst(archive);
        return dialog;
    }

    private Plan plan() {
        return new Plan(name.getValue(), description.getValue(), visibility.getValue(), people.getValue().stream().map(Member::person).toList());
    }

    private void attempt(Runnable work) {
        name.setInvalid(false);
        description.setInvalid(false);
        try {
            work.run();
        } catch (ProblemException refused) {
            refused.problems().forEach(this::complain);
        }
    }

    private void complain(Problem problem) {
        switch (problem.where()) {
            case "name" -> {
                name.setErrorMessage(problem.message());
                name.setInvalid(true);
                name.focus();
            }
            case "description" -> {
                description.setErrorMessage(problem.message());
                description.setInvalid(true);
            }
            default -> Notice.bad(problem.message());
        }
    }
}
