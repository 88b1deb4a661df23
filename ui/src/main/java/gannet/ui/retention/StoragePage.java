package gannet.ui.retention;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import gannet.parameters.ProblemException;
import gannet.parameters.Schema;
import gannet.parameters.Settings;
import gannet.server.account.Policy.Action;
import gannet.server.retention.RetentionRules;
import gannet.ui.Notice;
import gannet.ui.PageHead;
import gannet.ui.Shell;
import gannet.ui.Visitor;
import gannet.ui.experiment.RunsPage;
import gannet.ui.experiment.SettingsForm;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// `/storage`: what takes how much room, what is kept of ended runs, and what would go.
@Route(value = "storage", layout = Shell.class)
@StyleSheet("storage.css")
@CssImport("./experiment/experiment.css")
public final class StoragePage extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private static final Schema RULES = Schema.of(RetentionRules.class);

    private final transient Visitor visitor;
    private final PageHead head = new PageHead("Storage").under("Runs", RunsPage.class);
    private final Div disk = new Div();

    public StoragePage(Visitor visitor) {
        this.visitor = visitor;
        addClassName("storage");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        removeAll();
        boolean may = visitor.services().policy().allows(visitor.person(), Action.ADMINISTER, visitor.project().id());
        if (!may) {
            var badge = new Span("View only");
            badge.addClassName("tag");
            badge.setTitle("Maintainers and administrators of the team change what is kept");
            head.actions(badge);
        }
        measure();
        var doomed = new Doomed(visitor, may, this::measure);
        add(head, disk, rules(may, doomed), doomed);
    }

    private void measure() {
        disk.removeAll();
        disk.add(new DiskBars(visitor.services().diskUse().of(visitor.person(), visitor.project().id())));
    }

    private Component rules(boolean may, Doomed doomed) {
        var hint = new Paragraph("Nothing is deleted by itself unless \"Delete once a day\" is on.");
        hint.addClassName("hint");
        var rules = visitor.services().retention().rules(visitor.person(), visitor.project().id());
        var save = new Button("Save the rules");
        var form = new SettingsForm(RULES.parameters(), List.of(), () -> save.setEnabled(may));
        form.reset(texts(rules));
        form.setEnabled(may);
        save.addThemeNames("primary");
        save.setEnabled(false);
        save.setVisible(may);
        save.addClickListener(click -> {
            form.complain(List.of());
            try {
                visitor.services().retention().change(visitor.person(), visitor.project().id(), form.typed());
                save.setEnabled(false);
                doomed.forget();
                Notice.good("The rules are saved.");
            } catch (ProblemException wrong) {
                form.complain(wrong.problems()).forEach(problem -> Notice.bad(problem.message()));
                form.focusField(wrong.problems().getFirst().where());
            }
        });
        var line = new Div(save);
        line.addClassName("save");
        return new Section(new H2("Rules"), hint, form, line);
    }

    private static Map<String, String> texts(RetentionRules rules) {
        var texts = new TreeMap<String, String>();
        Settings.toMap(rules).forEach((name, value) -> texts.put(name, String.valueOf(value)));
        return texts;
    }

    @Override
    public String getPageTitle() { return "Storage · Gannet"; }
}
