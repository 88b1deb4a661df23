package gannet.ui.experiment;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.provider.Query;
import com.vaadin.flow.data.provider.SortDirection;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.shared.Registration;
import gannet.parameters.ProblemException;
import gannet.server.account.Policy.Action;
import gannet.server.experiment.Run;
import gannet.server.progress.Progress;
import gannet.server.table.Column;
import gannet.server.table.Look;
import gannet.server.table.RunTable;
import gannet.ui.Empty;
import gannet.ui.Glyph;
import gannet.ui.PageHead;
import gannet.ui.Shell;
import gannet.ui.Visitor;
import gannet.ui.Words;
import gannet.ui.table.ColumnChoice;
import gannet.ui.table.GroupStrip;
import gannet.ui.table.RunTray;
import gannet.ui.table.TableAddress;
import gannet.ui.table.ValueColumns;
import gannet.ui.table.ViewMenu;
import gannet.ui.transfer.ImportRunButton;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// All runs of the project, with their newest pictures. Rows follow the runs; new ones wait until they are asked for. What is shown
/// stands in the address: query, states, order, columns and groups.
@Route(value = "runs", layout = Shell.class)
@CssImport("./experiment/experiment.css")
@StyleSheet("queue.css")
public final class RunsPage extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private static final int MOST_STIRRED = 200;

    private final transient Visitor visitor;
    private final PageHead head = new PageHead("Runs");
    private final Anchor launch = new Anchor("launch", Glyph.LAUNCH.icon(), new Span("Launch"));
    private final TextField words = new TextField();
    private final Segments<StateGroup> states;
    private final Button arrived = new Button();
    private final RouterLink everything = new RouterLink("All runs", RunsPage.class);
    private final Select<String> group = new Select<>();
    private final Div problems = new Div();
    private final GroupStrip groups = new GroupStrip();
    private final ColumnChoice choice;
    private final Anchor csv = new Anchor("", "CSV");
    private final RunTray tray;
    private final Div tools = new Div();
    private final Div place = new Div();
    private final Grid<Run> grid = new Grid<>();
    private final transient ValueColumns values = new ValueColumns(grid);
    private final transient CallbackDataProvider<Run, Void> provider;
    private final transient Set<Long> stirred = new HashSet<>();
    private transient Progress.@Nullable Subscription subscription;
    private transient @Nullable Registration resizing;
    private transient TableAddress address = TableAddress.of(QueryParameters.empty());
    /// The last one that could be understood: what the table shows.
    private transient TableAddress asked = address;
    private long shown;
    private long newest;
    private int width = 1440;
    private transient Optional<ExperimentView> together = Optional.empty();

    public RunsPage(Visitor visitor) {
        this.visitor = visitor;
        addClassName("runs");
        launch.addClassNames("btn", "p");
        var views = new ViewMenu(visitor, () -> address.parameters());
        if (visitor.may(Action.LAUNCH)) {
            head.actions(new ImportRunButton(visitor.project().id()), views, launch);
        } else {
            head.actions(views);
        }
        words.setPlaceholder("Filter, such as loss<0.4 tag:good");
        words.setAriaLabel("Filter");
        words.setClearButtonVisible(true);
        words.setPrefixComponent(Glyph.SEARCH.icon());
        words.setValueChangeMode(ValueChangeMode.LAZY);
        words.setValueChangeTimeout(350);
        words.getElement().setAttribute("data-filter", true);
        words.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                look(address.query(change.getValue().strip()));
            }
        });
        states = new Segments<>("State", wanted -> look(address.state(wanted == StateGroup.ALL ? "" : wanted.address())));
        for (var some : StateGroup.values()) {
            states.choice(some, some.title(), "");
        }
        arrived.addThemeNames("small");
        arrived.addClassName("arrived");
        arrived.setVisible(false);
        arrived.addClickListener(click -> look(address));
        group.setAriaLabel("Group");
        group.setEmptySelectionAllowed(true);
        group.setEmptySelectionCaption("No groups");
        group.setPlaceholder("Group");
        group.setItemLabelGenerator(by -> by == null || by.isEmpty() ? "No groups" : "By " + ValueColumns.label(by).toLowerCase(Locale.ROOT));
        group.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                look(address.group(change.getValue() == null ? "" : change.getValue()));
            }
        });
        choice = new ColumnChoice(columns -> look(address.columns(columns)));
        csv.addClassName("btn");
        csv.setTitle("These rows as comma-separated values");
        csv.getElement().setAttribute("download", "runs.csv").setAttribute("router-ignore", true);
        problems.addClassName("query-problems");
        problems.getElement().setAttribute("role", "alert");
        tools.addClassName("tools");
        everything.addClassName("more");
        everything.setVisible(false);
        tools.add(words, states, group, choice, csv, everything, arrived);
        place.addClassName("place");
        provider = new CallbackDataProvider<>(this::fetch, query -> Math.toIntExact(shown), Run::id);
        RunColumns.addTo(grid, values);
        grid.setItems(provider);
        grid.addSortListener(event -> {
            if (event.isFromClient()) {
                var order = event.getSortOrder();
                var by = order.isEmpty() ? Look.NEWEST
                        : (order.getFirst().getDirection() == SortDirection.DESCENDING ? "-" : "") + RunColumns.address(order.getFirst().getSorted());
                address = address.sort(by);
                asked = asked.sort(by); // the grid asks for its rows once this is done
                csv.setHref(address.csv(visitor.project().id()));
                keep();
            }
        });
        tray = new RunTray(visitor, () -> {
            grid.deselectAll();
            look(address);
        }, grid::deselectAll);
        grid.addSelectionListener(change -> tray.show(change.getAllSelectedItems()));
        grid.addItemClickListener(click -> click.getSource().getUI().ifPresent(ui -> ui.navigate("runs/" + click.getItem().number())));
        add(head, tools, problems, groups, place, tray);
    }

    @Override
    public String getPageTitle() { return "Runs · Gannet"; }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        address = TableAddress.of(event.getLocation().getQueryParameters());
        words.setValue(address.query());
        states.show(StateGroup.of(address.state()));
        var columns = columns();
        choice.show(columns, address.columns());
        group.setItems(Stream.concat(Stream.of("variant", "data", "state", "by", "experiment", "tag"), columns.stream().filter(name -> name.startsWith("setting."))).toList());
        group.setValue(address.group().isEmpty() ? null : address.group());
        gather(LaunchAddress.id(address.experiment()).orElse(null));
        show();
    }

    private List<String> columns() {
        return visitor.services().table().columns(visitor.person(), visitor.project().id()).all().stream().map(Column::address).filter(name -> name.contains(".")).toList();
    }

    /// The runs of one experiment, with what differs between them as columns; null for all runs.
    private void gather(@Nullable UUID wanted) {
        together.ifPresent(view -> view.leave(grid));
        together = Optional.ofNullable(wanted).map(id -> new ExperimentView(visitor.services().experiments().find(visitor.person(), id)));
        together.ifPresent(view -> view.enter(grid));
        head.title(together.map(ExperimentView::title).orElse("Runs"));
        everything.setVisible(together.isPresent());
        fit();
    }

    private void fit() { RunColumns.fit(grid, width, together.isPresent(), values); }

    private Look look() { return asked.look(visitor.project().id()); }

    private Stream<Run> fetch(Query<Run, Void> query) {
        return values.remember(visitor.services().table().rows(visitor.person(), look(), query.getOffset(), query.getLimit())).stream();
    }

    private void look(TableAddress other) {
        address = other;
        keep();
        show();
    }

    /// What cannot be understood is told under the field, and the table stays as it was.
    private void show() {
        arrived.setVisible(false);
        problems.removeAll();
        words.setInvalid(false);
        int found;
        try {
            var look = address.look(visitor.project().id());
            found = visitor.services().table().count(visitor.person(), look);
            groups.show(address.group().isEmpty() ? List.of() : visitor.services().table().groups(visitor.person(), look, address.group()), address);
            visitor.services().table().rows(visitor.person(), look, 0, 1);
            asked = address;
        } catch (ProblemException e) {
            words.setInvalid(true);
            e.problems().forEach(problem -> problems.add(new Paragraph(problem.message())));
            return;
        }
        int all = visitor.services().table().count(visitor.person(), address.everything(visitor.project().id()));
        shown = Math.min(found, RunTable.MOST_SHOWN);
        newest = newest();
        together.ifPresent(view -> view.look(visitor));
        head.status(all == 0 ? "" : found == all ? counted(all) : counted(found) + " of " + counted(all));
        csv.setHref(address.csv(visitor.project().id()));
        tools.setVisible(all > 0 || !address.query().isEmpty());
        launch.setVisible(all > 0);
        place.removeAll();
        if (values.show(address.columns())) {
            RunColumns.order(grid, values);
        }
        RunColumns.sort(grid, address.sort());
        fit();
        if (all == 0 && address.query().isEmpty()) {
            var nothing = new Empty("Runs will be here: each with the pictures it makes, how far it is, and its losses.");
            place.add(visitor.may(Action.LAUNCH) ? nothing.way("Launch the first run", "launch") : nothing);
        } else if (found == 0) {
            place.add(new Empty("No run matches.").way("Show all runs", "runs"));
        } else {
            place.add(grid);
            provider.refreshAll();
        }
    }

    /// The number of the newest run that matches.
    private long newest() {
        var look = look();
        return visitor.services().table().rows(visitor.person(), new Look(look.project(), look.query()), 0, 1).stream().mapToLong(row -> row.run().number()).findFirst().orElse(0);
    }

    private static String counted(int runs) { return runs > RunTable.MOST_SHOWN ? Words.count(RunTable.MOST_SHOWN) + "+" : Words.count(runs); }

    private void keep() { getUI().ifPresent(ui -> ui.getPage().getHistory().replaceState(null, address.path())); }

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
        if (!problems.getChildren().toList().isEmpty()) {
            return;
        }
        var some = numbers.subList(0, Math.min(MOST_STIRRED, numbers.size()));
        values.remember(visitor.services().table().rows(visitor.person(), look(), some)).forEach(provider::refreshItem);
        var look = look();
        int fresh = visitor.services().table().count(visitor.person(), new Look(look.project(), look.query() + " number>" + newest));
        arrived.setVisible(fresh > 0);
        arrived.setText(Words.count(fresh, "new run", "new runs") + " – show");
    }
}
