package gannet.ui.dataset;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import gannet.server.dataset.DataSet;
import gannet.ui.Empty;
import gannet.ui.Glyph;
import gannet.ui.PageHead;
import gannet.ui.Shell;
import gannet.ui.Visitor;
import gannet.ui.Words;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `/data?q=`: a card for every data set of the project.
@Route(value = "data", layout = Shell.class)
@StyleSheet("dataset.css")
public final class DataSetsPage extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private static final int LOOK_AGAIN_MILLISECONDS = 2_000;

    private final Visitor visitor;
    private final PageHead head = new PageHead("Data sets");
    private final TextField filter = new TextField();
    private final Div cards = new Div();
    private final Div rest = new Div();
    private @Nullable ImportDialog importing;

    public DataSetsPage(Visitor visitor) {
        this.visitor = visitor;
        filter.setPlaceholder("Filter");
        filter.setAriaLabel("Filter by name");
        filter.setPrefixComponent(Glyph.SEARCH.icon(14));
        filter.setClearButtonVisible(true);
        filter.setValueChangeMode(ValueChangeMode.LAZY);
        filter.addClassName("filter");
        filter.getElement().setAttribute("data-filter", true);
        filter.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                var query = change.getValue().isBlank() ? QueryParameters.empty() : QueryParameters.of("q", change.getValue());
                UI.getCurrent().getPage().getHistory().replaceState(null, new Location("data", query));
                show();
            }
        });
        var load = new Button("Import…", Glyph.UPLOAD.icon(), click -> load());
        load.addThemeVariants(ButtonVariant.PRIMARY);
        head.actions(filter, load);
        // a file that is dragged over the page brings its drop zone up
        getElement().addEventListener("dragenter", event -> load())
                .setFilter("event.dataTransfer && Array.from(event.dataTransfer.types).includes('Files')");
        cards.addClassName("datasets");
        add(head, cards, rest);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        filter.setValue(event.getLocation().getQueryParameters().getSingleParameter("q").orElse(""));
        show();
    }

    private void load() {
        if (importing == null || !importing.isOpened()) {
            importing = new ImportDialog(visitor, this::show);
            importing.open();
        }
    }

    private void show() {
        var all = visitor.services().dataSets().list(visitor.person(), visitor.project().id());
        var words = filter.getValue().strip().toLowerCase(Locale.ROOT);
        var shown = all.stream().filter(set -> set.name().toLowerCase(Locale.ROOT).contains(words)).toList();
        head.status(status(all, shown));
        cards.removeAll();
        shown.forEach(set -> cards.add(new DataSetCard(set)));
        rest.removeAll();
        var painting = visitor.services().dataSets().painting();
        painting.forEach(title -> cards.add(DataSetCard.painting(title)));
        UI.getCurrent().setPollInterval(painting.isEmpty() ? -1 : LOOK_AGAIN_MILLISECONDS);
        if (shown.isEmpty() && !all.isEmpty()) {
            rest.add(new Empty("No data set has “" + filter.getValue().strip() + "” in its name."));
        }
    }

    private static String status(List<DataSet> all, List<DataSet> shown) {
        if (all.isEmpty()) {
            return "";
        }
        return shown.size() == all.size() ? Words.count(all.size(), "set", "sets") : shown.size() + " of " + Words.count(all.size(), "set", "sets");
    }

    @Override
    protected void onAttach(com.vaadin.flow.component.AttachEvent attached) {
        var poll = attached.getUI().addPollListener(event -> show());
        addDetachListener(detached -> {
            detached.unregisterListener();
            poll.remove();
            detached.getUI().setPollInterval(-1);
        });
    }

    @Override
    public String getPageTitle() { return "Data sets · Gannet"; }
}
