package gannet.ui.experiment;

import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.compute.Device;
import gannet.server.dataset.DataSet;
import gannet.server.plugin.VariantCard;
import gannet.spi.Task;
import gannet.ui.Empty;
import gannet.ui.Glyph;
import gannet.ui.Live;
import gannet.ui.PageHead;
import gannet.ui.Shell;
import gannet.ui.Visitor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Where a launch begins: with what it should learn to make, or with the data that is there.
@Route(value = "launch", layout = Shell.class)
@CssImport("./experiment/experiment.css")
public final class LaunchPage extends Div implements BeforeEnterObserver, HasDynamicTitle {
    /// What plugins call the preset that does as was published.
    private static final String PAPER = "paper";
    /// What plugins call the preset that learns on a processor.
    private static final String SMALL = "small";

    private final transient Visitor visitor;
    private final TextField search = new TextField();
    private final Div tools = new Div();
    private final Div gallery = new Div();
    private final PageHead head = new PageHead("What should it learn to make?");
    private @Nullable Task task;
    private boolean fromData;
    private transient Optional<DataSet> chosen = Optional.empty();

    public LaunchPage(Visitor visitor) {
        this.visitor = visitor;
        addClassName("launch");
        search.setPlaceholder("Search variants");
        search.setAriaLabel("Search variants");
        search.setClearButtonVisible(true);
        search.setPrefixComponent(Glyph.SEARCH.icon());
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.setValueChangeTimeout(200);
        search.getElement().setAttribute("data-filter", true);
        search.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                show();
                keep();
            }
        });
        head.actions(search);
        tools.addClassName("tools");
        gallery.addClassName("tiles");
        add(head, tools, gallery);
        Live.withPlugins(this, visitor, this::show);
    }

    @Override
    public String getPageTitle() { return "Launch · Gannet"; }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var query = event.getLocation().getQueryParameters();
        task = query.getSingleParameter("task").flatMap(LaunchPage::task).orElse(null);
        fromData = query.getSingleParameter("by").filter("data"::equals).isPresent();
        chosen = query.getSingleParameter("data").flatMap(LaunchAddress::id).map(id -> visitor.services().dataSets().find(visitor.person(), id));
        search.setValue(query.getSingleParameter("q").orElse(""));
        show();
    }

    private static Optional<Task> task(String name) { return Arrays.stream(Task.values()).filter(task -> address(task).equals(name)).findFirst(); }

    private static String address(Task task) { return task.name().toLowerCase(Locale.ROOT).replace('_', '-'); }

    private void keep() {
        Map<String, List<String>> query = new HashMap<>();
        if (task != null) {
            query.put("task", List.of(address(task)));
        }
        if (!search.isEmpty()) {
            query.put("q", List.of(search.getValue()));
        }
        chosen.ifPresent(data -> query.put("data", List.of(data.id().toString())));
        getUI().ifPresent(ui -> ui.getPage().getHistory().replaceState(null, new Location("launch", new QueryParameters(query))));
    }

    private void show() {
        tools.removeAll();
        gallery.removeAll();
        gallery.removeClassName("few");
        search.setVisible(!fromData);
        if (fromData) {
            showDataSets();
        } else {
            showVariants();
        }
    }

    private void showDataSets() {
        head.title("What should it learn from?");
        var back = new Anchor("launch", Glyph.LEFT.icon(14), new Span("All variants"));
        back.addClassName("btn");
        var bring = new Anchor("data", Glyph.UPLOAD.icon(14), new Span("Bring your own pictures"));
        bring.addClassName("btn");
        tools.add(back, space(), bring);
        visitor.services().dataSets().list(visitor.person(), visitor.project().id()).forEach(data -> gallery.add(new DataTile(data)));
        if (gallery.getComponentCount() == 0) {
            gallery.add(new Empty("There are no data sets yet.").way("Bring pictures", "data"));
        }
    }

    private void showVariants() {
        var cards = visitor.services().variants().list(visitor.person());
        head.title("What should it learn to make?");
        var tasks = new Segments<Optional<Task>>("Task", wanted -> {
            task = wanted.orElse(null);
            show();
            keep();
        });
        tasks.choice(Optional.empty(), "All", "");
        for (var one : Task.values()) {
            if (cards.stream().anyMatch(card -> card.task() == one)) {
                tasks.choice(Optional.of(one), one.title(), one.help());
            } else {
                tasks.closed(one.title(), one.help() + ". No installed plugin does this yet; plugins come as bundles.");
            }
        }
        tasks.show(Optional.ofNullable(task));
        tools.add(tasks, space());
        if (chosen.isPresent()) {
            var data = chosen.get();
            var remove = new Anchor("launch", new Span("For " + data.name()), Glyph.X.icon(12));
            remove.addClassName("chip");
            remove.setTitle("Show all variants again");
            tools.add(remove);
        } else {
            var question = new Span("Have data already?");
            question.addClassNames("s", "m3", "wide");
            var start = new Anchor("launch?by=data", Glyph.DATA.icon(14), new Span("Start from a data set"));
            start.addClassNames("btn", "small");
            tools.add(question, start);
        }
        var sets = visitor.services().dataSets().list(visitor.person(), visitor.project().id());
        var found = cards.stream().filter(card -> task == null || card.task() == task).filter(this::isLookedFor).toList();
        gallery.getElement().getClassList().set("few", !found.isEmpty() && cards.size() <= 2);
        boolean gpu = visitor.services().devices().list(visitor.person()).stream().anyMatch(Device::isGpu);
        var runs = visitor.services().runs().count(visitor.person(), visitor.project().id(), found.stream().map(VariantCard::id).toList());
        var tiles = found.stream().map(card -> new VariantTile(card, wall(card, sets), form(card, gpu), runs.getOrDefault(card.id(), 0L), unfit(card))).toList();
        tiles.stream().filter(tile -> !tile.isUnfit()).forEach(gallery::add);
        tiles.stream().filter(VariantTile::isUnfit).forEach(gallery::add);
        if (cards.isEmpty()) {
            gallery.add(new Empty("No plugin is installed, so there is nothing to launch. An administrator uploads plugins on the page Plugins."));
        } else if (found.isEmpty()) {
            gallery.add(new Empty("No variant is called that. There are: "
                    + String.join(", ", cards.stream().map(VariantCard::title).toList()) + ".").way("Show all", "launch"));
        } else {
            var note = new Paragraph("Each variant comes from a plugin. Further ones come as bundles.");
            note.addClassNames("note", "s", "m3");
            gallery.add(note);
        }
    }

    /// Pictures for a tile whose plugin brings none: of the chosen data set, or of one that Gannet painted for its like.
    private Optional<DataSet> wall(VariantCard card, List<DataSet> sets) {
        return chosen.or(() -> card.hasPicture() ? Optional.empty() : sets.stream().filter(DataSet::builtIn).filter(set -> misfit(card, set).isEmpty()).findFirst());
    }

    /// Why the chosen data set is nothing for this variant; empty if it is, or if none is chosen.
    private String unfit(VariantCard card) { return chosen.map(set -> misfit(card, set)).orElse(""); }

    /// One plugin that cannot be used keeps nobody from the others.
    private String misfit(VariantCard card, DataSet set) {
        try {
            return visitor.services().experiments().verdict(visitor.person(), card.address(), Map.of(), set).problems().stream().findFirst().map(Problem::message).orElse("");
        } catch (ProblemException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private Location form(VariantCard card, boolean gpu) {
        return new LaunchAddress(chosen.map(DataSet::id), beginning(card, gpu), "", Optional.empty(), new TreeMap<>()).location(card.address());
    }

    /// The preset that the form begins with: with a GPU what was published, for the defaults of every training alone are as long
    /// for each variant; without one what a processor can learn while somebody looks on. None if the plugin has no such preset.
    static String beginning(VariantCard card, boolean gpu) {
        var wanted = gpu ? PAPER : SMALL;
        return card.presets().stream().map(VariantCard.Preset::name).filter(wanted::equals).findFirst().orElse("");
    }

    private boolean isLookedFor(VariantCard card) {
        var words = search.getValue().strip().toLowerCase(Locale.ROOT);
        return (card.title() + " " + card.summary() + " " + card.idea() + " " + card.data()).toLowerCase(Locale.ROOT).contains(words);
    }

    private static Span space() {
        var space = new Span();
        space.addClassName("sp");
        return space;
    }
}
