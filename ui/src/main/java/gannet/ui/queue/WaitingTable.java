package gannet.ui.queue;

import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.dnd.GridDropLocation;
import com.vaadin.flow.component.grid.dnd.GridDropMode;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.renderer.LitRenderer;
import gannet.server.queue.Job;
import gannet.server.queue.Priority;
import gannet.server.queue.State;
import gannet.ui.Words;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What waits, in the order in which it should start, and what is paused. Only rows that can be seen are drawn.
final class WaitingTable extends Grid<Job> {
    private static final int MOST_WITHOUT_SCROLLING = 10;

    private static final String NAME = """
            <div class="title" id="job-${item.id}">${item.href ? html`<a class="b" draggable="false" href="${item.href}">${item.name}</a>` : html`<span class="b">${item.name}</span>`}
            <span class="s m3">${item.hurry ? html`<span class="hurry ${item.hurry === 'Low' ? 'low' : ''}">${item.hurry}</span>` : ''}${item.meta}</span>
            <span class="s m2 when-narrow">${item.who} · ${item.needs}</span><span class="s m2 when-narrow">${item.why}</span></div>""";
    private static final String PLACE = """
            <span class="place ${item.pinned ? 'pinned' : ''}" title="${item.hint}">${item.place}</span>""";
    /// Opens the row's menu, as the other mouse button does.
    private static final String MENU = """
            <button class="row-menu" aria-label="What can be done with ${item.name}" aria-haspopup="menu" ?hidden="${!item.menu}" @click="${(event) => {
              const at = event.currentTarget.getBoundingClientRect();
              event.currentTarget.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, composed: true, cancelable: true, clientX: at.left, clientY: at.bottom }));
            }}"><svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" aria-hidden="true"><path d="M3.5 8h.01M8 8h.01M12.5 8h.01"/></svg></button>""";

    private final transient Words words = Words.here();
    private final transient CallbackDataProvider<Job, Void> provider;
    private transient List<Job> jobs = List.of();
    private transient Rights rights;
    private transient Places places = Places.NONE;
    private transient @Nullable Job dragged;
    private boolean narrow;

    /// @param moved told where a person let a row fall    @param refused told that nothing comes of it
    WaitingTable(Rights rights, Consumer<Places.Move> moved, Runnable refused) {
        this.rights = rights;
        addClassName("waiting");
        setSelectionMode(SelectionMode.MULTI);
        setItemSelectableProvider(job -> this.rights.steers(job));
        provider = new CallbackDataProvider<>(query -> jobs.stream().skip(query.getOffset()).limit(query.getLimit()), query -> jobs.size(), Job::id);
        addColumn(LitRenderer.<Job>of(PLACE).withProperty("place", WaitingTable::place).withProperty("pinned", Job::pinned).withProperty("hint", WaitingTable::hint))
                .setKey("place").setWidth("44px").setFlexGrow(0);
        addColumn(LitRenderer.<Job>of(NAME).withProperty("id", job -> job.id().toString()).withProperty("href", job -> job.run() == 0 ? "" : "runs/" + job.run())
                .withProperty("name", JobWords::name).withProperty("hurry", job -> job.needs().priority() == Priority.NORMAL ? "" : JobWords.priority(job.needs().priority()))
                .withProperty("meta", JobWords::progress).withProperty("who", JobWords::who).withProperty("needs", job -> JobWords.needs(job.needs())).withProperty("why", Job::reason))
                .setKey("job").setHeader("Job").setWidth("190px").setFlexGrow(3);
        addColumn(JobWords::who).setKey("who").setHeader("Who").setWidth("96px").setFlexGrow(0);
        addColumn(LitRenderer.<Job>of("<span class=\"needs\">${item.needs}</span>").withProperty("needs", job -> JobWords.needs(job.needs())))
                .setKey("needs").setHeader("Needs").setWidth("84px").setFlexGrow(0);
        addColumn(LitRenderer.<Job>of("<span class=\"why\" title=\"${item.why}\">${item.why}</span>").withProperty("why", Job::reason))
                .setKey("why").setHeader("Why it waits").setWidth("200px").setFlexGrow(5);
        addColumn(LitRenderer.<Job>of("<span class=\"b\" title=\"${item.full}\">${item.start}</span>").withProperty("start", this::start).withProperty("full", this::fullStart))
                .setKey("start").setHeader("Should start").setWidth("96px").setFlexGrow(0).setTextAlign(ColumnTextAlign.END);
        addColumn(LitRenderer.<Job>of(MENU).withProperty("name", JobWords::name).withProperty("menu", this::hasMenu)).setKey("menu").setWidth("44px").setFlexGrow(0);
        setItems(provider);
        setRowsDraggable(true);
        setDragFilter(job -> this.rights.moves(job) && job.place() > 0);
        setDropMode(GridDropMode.BETWEEN); // from the beginning: asked for when a drag starts, it would come too late for a quick one
        addDragStartListener(start -> dragged = start.getDraggedItems().getFirst());
        addDragEndListener(end -> dragged = null);
        addDropListener(drop -> {
            var job = dragged;
            var target = drop.getDropTargetItem().orElse(null);
            boolean below = drop.getDropLocation() == GridDropLocation.BELOW;
            if (job != null && target != null && !places.isThere(job, target, below)) {
                places.dropped(job, target, below).ifPresentOrElse(moved, refused);
            }
        });
    }

    /// Shows these in place of what it showed; rows that say the same are left alone.
    void show(List<Job> now, Rights its, Places order) {
        var before = jobs;
        boolean rightsChanged = !jobs.isEmpty() && !now.isEmpty() && jobs.stream().anyMatch(job -> rights.steers(job) != its.steers(job));
        jobs = now;
        rights = its;
        places = order;
        boolean all = jobs.size() <= MOST_WITHOUT_SCROLLING;
        if (isAllRowsVisible() != all) {
            setAllRowsVisible(all);
            setHeight(all ? null : (MOST_WITHOUT_SCROLLING * 62 + 34) + "px");
        }
        if (rightsChanged || !before.stream().map(Job::id).toList().equals(jobs.stream().map(Job::id).toList())) {
            keepSelected();
            provider.refreshAll();
            return;
        }
        for (int i = 0; i < jobs.size(); i++) {
            if (!jobs.get(i).equals(before.get(i))) {
                provider.refreshItem(jobs.get(i));
            }
        }
    }

    /// What has gone is not selected any more.
    private void keepSelected() {
        var there = new HashSet<>(jobs.stream().map(Job::id).toList());
        Set.copyOf(getSelectedItems()).stream().filter(job -> !there.contains(job.id())).forEach(this::deselect);
    }

    /// The chosen ones as they are now.
    List<Job> selected() {
        Map<UUID, Job> now = new HashMap<>();
        jobs.forEach(job -> now.put(job.id(), job));
        return getSelectedItems().stream().flatMap(job -> Optional.ofNullable(now.get(job.id())).stream()).toList();
    }

    Optional<Job> now(Job shown) { return jobs.stream().filter(job -> job.id().equals(shown.id())).findFirst(); }

    Places places() { return places; }

    Rights rights() { return rights; }

    /// @param width of the window
    void fit(int width) {
        narrow = width < 700;
        getElement().getClassList().set("narrow", narrow);
        List.of("who", "needs", "why").forEach(key -> getColumnByKey(key).setVisible(!narrow));
        getColumnByKey("who").setVisible(!narrow && width >= 900);
        getColumnByKey("start").setWidth(narrow ? "76px" : "96px");
        getColumnByKey("place").setWidth(narrow ? "40px" : "44px");
    }

    private static String place(Job job) { return job.state() == State.PAUSED ? "Ⅱ" : job.place() == 0 ? "–" : Words.count(job.place()); }

    private static String hint(Job job) {
        return job.state() == State.PAUSED ? "Paused" : job.pinned() ? "Place given by an administrator" : job.place() == 0 ? "Too far back to be foreseen" : "Place in the queue";
    }

    private boolean hasMenu(Job job) { return rights.steers(job) || rights.moves(job); }

    private String start(Job job) { return job.expectedStart() == null ? "–" : words.time(job.expectedStart()); }

    private String fullStart(Job job) {
        return job.state() == State.PAUSED ? "Not before somebody resumes it" : job.expectedStart() == null ? "Nobody can tell yet" : "About " + words.fullTime(job.expectedStart());
    }
}
