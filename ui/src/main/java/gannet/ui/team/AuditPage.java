package gannet.ui.team;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import gannet.ui.PageHead;
import gannet.ui.Shell;
import gannet.ui.Visitor;

/// `/admin/audit?q=&before=`: everything that was done to people and rights, for administrators of the server.
@Route(value = "admin/audit", layout = Shell.class)
@StyleSheet("team.css")
public final class AuditPage extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private final transient Visitor visitor;

    public AuditPage(Visitor visitor) {
        this.visitor = visitor;
        addClassName("team");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var query = event.getLocation().getQueryParameters();
        var words = query.getSingleParameter("q").orElse("");
        removeAll();
        var search = new TextField();
        search.setPlaceholder("A person, a thing, an address, a verb");
        search.setAriaLabel("Words that all occur");
        search.setValue(words);
        search.setClearButtonVisible(true);
        search.addClassName("search");
        search.addValueChangeListener(change -> getUI().ifPresent(ui -> ui.navigate("admin/audit", QueryParameters.of("q", change.getValue()))));
        var before = query.getSingleParameter("before").filter(text -> text.matches("\\d{1,18}")).map(Long::parseLong).orElse(0L);
        add(new PageHead("Audit log").status("Nobody can change or delete what stands here"), search, new AuditTable(visitor, null, words, before));
    }

    @Override
    public String getPageTitle() { return "Audit log · Gannet"; }
}
