package gannet.ui;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.VaadinSession;
import gannet.server.Services;
import gannet.server.account.Person;
import gannet.server.account.Policy.Action;
import gannet.server.team.Project;
import java.util.List;
import java.util.UUID;

/// Who looks at a page, in which project, and the doors behind it. A page that has a constructor with this one parameter
/// is given it.
public record Visitor(Person person, List<Project> projects, Project project, Services services, UploadFolder uploads) {
    private static final String CHOSEN = Visitor.class.getName() + ".project";

    /// The one of the current page.
    public static Visitor here() {
        var visitor = ComponentUtil.getData(UI.getCurrent(), Visitor.class);
        if (visitor == null) {
            throw new IllegalStateException("Nobody is signed in on this page");
        }
        return visitor;
    }

    /// @return whether there is a project to show; else the person is nobody's visitor
    static boolean enter(UI ui, Person person, Services services, UploadFolder uploads) {
        var projects = services.teams().projects(person);
        if (projects.isEmpty()) {
            return false;
        }
        var chosen = (UUID) VaadinSession.getCurrent().getAttribute(CHOSEN);
        var project = projects.stream().filter(one -> one.id().equals(chosen)).findFirst().orElseGet(projects::getFirst);
        ComponentUtil.setData(ui, Visitor.class, new Visitor(person, projects, project, services, uploads));
        return true;
    }

    /// Shows another project from now on, and its runs.
    public static void open(Project project) {
        choose(project);
        UI.getCurrent().getPage().setLocation("runs");
    }

    /// Whether this person may do this in the project that is shown; pages leave out what they would only refuse.
    public boolean may(Action action) { return services.policy().allows(person, action, project.id()); }

    /// From the next page on.
    static void choose(Project project) { VaadinSession.getCurrent().setAttribute(CHOSEN, project.id()); }
}
