package gannet.ui.queue;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import gannet.parameters.Parameter;
import gannet.parameters.ProblemException;
import gannet.parameters.Schema;
import gannet.parameters.Settings;
import gannet.server.queue.QueueRules;
import gannet.server.queue.Rulebook.Limits;
import gannet.ui.Notice;
import gannet.ui.PageHead;
import gannet.ui.Shell;
import gannet.ui.Visitor;
import gannet.ui.experiment.SettingsForm;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// `/queue/rules`: how the queue decides. Administrators change it, everybody reads it.
@Route(value = "queue/rules", layout = Shell.class)
@StyleSheet("queue.css")
@CssImport("./experiment/experiment.css")
public final class RulesPage extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private static final Schema RULES = Schema.of(QueueRules.class);

    private final transient Visitor visitor;
    private final PageHead head = new PageHead("Rules of the queue").under("Queue", QueuePage.class);

    public RulesPage(Visitor visitor) {
        this.visitor = visitor;
        addClassName("rules");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        removeAll();
        add(head);
        boolean administrator = visitor.person().administrator();
        if (!administrator) {
            var badge = new Span("View only");
            badge.addClassName("tag");
            badge.setTitle("Administrators change the rules");
            head.actions(badge);
        }
        var rules = visitor.services().rulebook().rules(visitor.person());
        add(administrator ? form(rules) : facts(rules));
        add(teams(administrator));
        if (administrator) {
            add(people());
        }
    }

    private Component form(QueueRules rules) {
        var save = new Button("Save the rules");
        var form = new SettingsForm(RULES.parameters(), List.of(), () -> save.setEnabled(true));
        form.reset(texts(rules));
        save.addThemeNames("primary");
        save.setEnabled(false);
        save.addClickListener(click -> {
            form.complain(List.of());
            try {
                visitor.services().rulebook().change(visitor.person(), form.typed());
                save.setEnabled(false);
                Notice.good("The rules are saved, and hold from the next look at the queue.");
            } catch (ProblemException wrong) {
                var others = form.complain(wrong.problems());
                others.forEach(problem -> Notice.bad(problem.message()));
                form.focusField(wrong.problems().getFirst().where());
            }
        });
        var line = new Div(save);
        line.addClassName("save");
        return new Div(form, line);
    }

    private static Map<String, String> texts(QueueRules rules) {
        var texts = new TreeMap<String, String>();
        Settings.toMap(rules).forEach((name, value) -> texts.put(name, String.valueOf(value)));
        return texts;
    }

    private static Component facts(QueueRules rules) {
        var values = texts(rules);
        var groups = new LinkedHashMap<String, DescriptionList>();
        for (var parameter : RULES.parameters()) {
            var value = new DescriptionList.Description(shown(parameter, values.getOrDefault(parameter.name(), parameter.value())));
            var help = new com.vaadin.flow.dom.Element("small").setText(parameter.help());
            value.getElement().appendChild(help);
            groups.computeIfAbsent(parameter.group(), name -> new DescriptionList()).add(new DescriptionList.Term(parameter.label()), value);
        }
        var all = new Div();
        groups.forEach((name, list) -> {
            list.addClassName("facts-of-group");
            var group = new Div(new H2(name), list);
            group.addClassName("group");
            all.add(group);
        });
        return all;
    }

    private static String shown(Parameter parameter, String value) {
        return parameter.group().equals("Limits") && value.equals("0") ? "no limit" : parameter.unit().isEmpty() ? value : value + " " + parameter.unit();
    }

    private Component teams(boolean administrator) {
        var table = new LimitTable(true, administrator, (team, limits) -> visitor.services().rulebook().share(visitor.person(), team, limits));
        for (var share : visitor.services().rulebook().shares(visitor.person())) {
            table.row(share.team(), share.name(), "", new Limits(share.weight(), share.mostRunning(), share.mostQueued()));
        }
        return section("Teams", "A team with twice the weight is due twice the device time. Where a limit is empty the rule above holds.", table);
    }

    private Component people() {
        var table = new LimitTable(false, true, (person, limits) -> visitor.services().rulebook().limit(visitor.person(), person, limits));
        for (var person : visitor.services().rulebook().people(visitor.person())) {
            table.row(person.person(), person.name(), person.email(), new Limits(null, person.mostRunning(), person.mostQueued()));
        }
        return section("People", "Limits of one person's own. Where one is empty the rule above holds.", table);
    }

    private static Component section(String title, String hint, Component content) {
        var words = new Paragraph(hint);
        words.addClassName("hint");
        return new Div(new H2(title), words, content);
    }

    @Override
    public String getPageTitle() { return "Rules of the queue · Gannet"; }
}
