package gannet.ui.experiment;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.shared.Registration;
import gannet.server.experiment.Run;
import gannet.server.experiment.Runs;
import gannet.server.progress.Progress;
import gannet.ui.Empty;
import gannet.ui.Glyph;
import gannet.ui.PageHead;
import gannet.ui.Shell;
import gannet.ui.Visitor;
import gannet.ui.Words;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All runs of the project, with their newest pictures. Rows follow the runs; new ones wait until they are asked for.
@Route(value = "runs", layout = Shell.class)
@CssImport("./experiment/experiment.css")
public final class RunsPage extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private static final String NEWEST = "-created";

    private final transient Visitor visitor;
    private final PageHead head = new PageHead("Runs");
    private final Anchor launch = new Anchor("launch", Glyph.LAUNCH.icon(), new Span("Launch"));
    private final TextField words = new TextField();
    private final Segments<StateGroup> states;
    private final Button arrived = new Button();
    private final RouterLink everything = new RouterLink("All runs", RunsPage.class);
    private final Div tools = new Div();
    private final Div place = new Div();
    private final Grid<Run> grid = new Grid<>();
    private final transient CallbackDataProvider<Run, Void> provider;
    private final transient Set<Long> stirred = new HashSet<>();
    private transient Progress.@Nullable Subscription subscription;
    private transient @Nullable Registration resizing;
    private StateGroup state = StateGroup.ALL;
    private String sort = NEWEST;
    private long shown;
    private int width = 1440;
    private transient @Nullable UUID experiment;
    private transient Optional<ExperimentView> together = Optional.empty();

    public RunsPage(Visitor visitor) {
        this.visitor = visitor;
        addClassName("runs");
        launch.addClassNames("btn", "p");
        head.actions(launch);
        words.setPlaceholder("Filter by name, variant or data set");
        words.setAriaLabel("Filter");
        words.setClearButtonVisible(true);
        words.setPrefixComponent(Glyph.SEARCH.icon());
        words.setValueChangeMode(ValueChangeMode.LAZY);
        words.setValueChangeTimeout(250);
        words.getElement().setAttribute("data-filter", true);
        words.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                look();
            }
        });
        states = new Segments<>("State", wanted -> {
            state = wanted;
            look();
        });
        for (var group : StateGroup.values()) {
            states.choice(group, group.title(), "");
        }
        arrived.addThemeNames("small");
        arrived.addClassName("arrived");
        arrived.setVisible(false);
        arrived.addClickListener(click -> look());
        tools.addClassName("tools");
        everything.addClassName("more");
        everything.setVisible(false);
        tools.add(words, states, everything, arrived);
        place.addClassName("place");
        provider = new CallbackDataProvider<>(this::fetch, query -> Math.toIntExact(count()), Run::id);
        RunColumns.addTo(grid);
        grid.setItems(provider);
        grid.addSortListener(event -> {
            if (event.isFromClient()) {
                sort = event.getSortOrder().isEmpty() ? NEWEST : (event.getSortOrder().getFirst().getDirection() == SortDirection.DESCENDING ? "-" : "")
                        + event.getSortOrder().getFirst().getSorted().getKey();
                keep();
            }
        });
        grid.addItemClickListener(click -> click.getSource().getUI().ifPresent(ui -> ui.navigate("runs/" + click.getItem().number())));
        add(head, tools, place);
    }

    @Override
    public String getPageTitle() { return "Runs · Gannet"; }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var query = event.getLocation().getQueryParameters();
        words.setValue(query.getSingleParameter("q").orElse(""));
        state = StateGroup.of(query.getSingleParameter("state").orElse(""));
        sort = query.getSingleParameter("sort").filter(wanted -> RunColumns.sorts(grid, wanted)).orElse(NEWEST);
        RunColumns.sort(grid, sort);
        states.show(state);
        gather(query.getSingleParameter("experiment").flatMap(LaunchAddress::id).orElse(null));
        show();
    }

    /// The runs of one experiment, with what differs between them as columns; null for all runs.
    private void gather(@Nullable UUID wanted) {
        together.ifPresent(view -> view.leave(grid));
        experiment = wanted;
        together = Optional.ofNullable(wanted).map(id -> new ExperimentView(visitor.services().experiments().find(visitor.person(), id)));
        together.ifPresent(view -> view.enter(grid));
        head.title(together.map(ExperimentView::title).orElse("Runs"));
        everything.setVisible(together.isPresent());
        fit();
    }

    private void fit() { RunColumns.fit(grid, width, together.isPresent()); }

    private Runs.Filter filter() {
        return new Runs.Filter(visitor.project().id(), words.getValue().strip(), state.states(), sort, experiment);
    }

    private Stream<Run> fetch(Query<Run, Void> query) {
        return visitor.services().runs().page(visitor.person(), filter(), query.getOffset(), query.getLimit()).runs().stream();
    }

    private long count() {
        shown = visitor.services().runs().page(visitor.person(), filter(), 0, 1).total();
        return shown;
    }

    private long inAll() { return visitor.services().runs().page(visitor.person(), new Runs.Filter(visitor.project().id(), "", Set.of(), NEWEST, experiment), 0, 1).total(); }

    private void look() {
        keep();
        show();
    }

    private void show() {
        arrived.setVisible(false);
        long all = inAll();
        long found = count();
        together.ifPresent(view -> view.look(visitor));
        head.status(all == 0 ? "" : found == all ? Words.count(all) : Words.count(found) + " of " + Words.count(all));
        tools.setVisible(all > 0);
        launch.setVisible(all > 0);
        place.removeAll();
        if (all == 0) {
            place.add(new Empty("Runs will be here: each with the pictures it makes, how far it is, and its losses.").way("Launch the first run", "launch"));
        } else if (found == 0) {
            place.add(new Empty("No run matches.").way("Show all runs", "runs"));
        } else {
            place.add(grid);
            provider.refreshAll();
        }
    }

    private void keep() {
        Map<String, List<String>> query = new HashMap<>();
        if (!words.isEmpty()) {
            query.put("q", List.of(words.getValue()));
        }
        if (state != StateGroup.ALL) {
            query.put("state", List.of(state.address()));
        }
        if (experiment != null) {
            query.put("experiment", List.of(experiment.toString()));
        }
        if (!sort.equals(NEWEST)) {
            query.put("sort", List.of(sort));
        }
        getUI().ifPresent(ui -> ui.getPage().getHistory().replaceState(null, new Location("runs", new QueryParameters(query))));
    }

    /* ---- live ---- */

    @Override
    protected void onAttach(AttachEvent event) {
        var ui = event.getUI();
        width = ui.getPage().getExtendedClientDetails().getWindowInnerWidth();
        fit();
        resizing = ui.getPage().addBrowserWindowResizeListener(resize -> {
            width = resize.getWidth();
            fit();
        });
        subscription = visitor.services().progress().followAll(visitor.person(), number -> stir(ui, number));
    }

    @Override
    protected void onDetach(DetachEvent event) {
        if (subscription != null) {
            subscription.close();
            subscription = null;
        }
        if (resizing != null) {
            resizing.remove();
            resizing = null;
        }
    }

    private void stir(UI ui, long number) {
        synchronized (stirred) {
            boolean first = stirred.isEmpty();
            stirred.add(number);
            if (!first) {
                return;
            }
        }
        ui.access(this::refresh);
    }

    /// Rows change in place; new runs wait behind a button, so that nothing moves under anybody's hand.
    private void refresh() {
        List<Long> numbers;
        synchronized (stirred) {
            numbers = new ArrayList<>(stirred);
            stirred.clear();
        }
        if (!isAttached()) {
            return;
        }
        if (shown == 0) {
            show();
            return;
        }
        together.ifPresent(view -> {
            if (view.look(visitor)) {
                provider.refreshAll();
            }
        });
        for (long number : numbers) {
            provider.refreshItem(visitor.services().runs().find(visitor.person(), number));
        }
        long now = visitor.services().runs().page(visitor.person(), filter(), 0, 1).total();
        arrived.setVisible(now > shown);
        arrived.setText(Words.count(now - shown) + " new");
    }
}
