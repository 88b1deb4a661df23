package gannet.ui.queue;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Aside;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.shared.Registration;
import gannet.server.compute.Device;
import gannet.server.queue.Job;
import gannet.server.queue.Outlook.Overview;
import gannet.server.queue.State;
import gannet.server.queue.Timetable;
import gannet.ui.Empty;
import gannet.ui.Live;
import gannet.ui.Notice;
import gannet.ui.PageHead;
import gannet.ui.Shell;
import gannet.ui.Visitor;
import gannet.ui.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// `/queue?who=mine&device=gpu-1&time=3d`: what ran, runs and should run where; what waits and why; what has ended; who used
/// how much.
@Route(value = "queue", layout = Shell.class)
@StyleSheet("queue.css")
public final class QueuePage extends Div implements BeforeEnterObserver, HasDynamicTitle {
    /// Runs say something several times a second; nobody reads that fast.
    private static final Duration AT_MOST_EVERY = Duration.ofMillis(900);
    private static final String STAYS = "It stays where it is: your own jobs go where another of yours with the same priority stands, and nothing goes behind the last one.";
    private static final Duration ASIDE_EVERY = Duration.ofSeconds(20);

    private final transient Visitor visitor;
    private final transient Words words = Words.here();
    private final PageHead head = new PageHead("Queue");
    private final transient Choices choices = new Choices();
    private final LaneBoard lanes = new LaneBoard();
    private final transient JobActions actions;
    private final WaitingTable table;
    private final Tray tray;
    private final JobDetails details;
    private final Span waitingNote = new Span();
    private final Span dragNote = new Span();
    private final Div further = new Div();
    private final Empty nothingWaits = new Empty("Nothing waits. What you launch starts at once while a device is free.").way("Launch a run", "launch");
    private final EndedTable ended;
    private final ShareList shares = new ShareList();
    private final WeekMap week = new WeekMap();
    private final Holding holding;
    private transient QueueAddress address = new QueueAddress("", "", Window.DAY);
    private transient Overview overview = new Overview(List.of(), 0, "", 0);
    private transient List<Device> devices = List.of();
    private transient @Nullable Registration resizing;
    private transient Instant aside = Instant.MIN;
    private long looked;

    public QueuePage(Visitor visitor) {
        this.visitor = visitor;
        addClassName("queue");
        actions = new JobActions(visitor, this::refresh);
        table = new WaitingTable(new Rights(visitor), move -> actions.move(move.job(), move.before(), table().places().moves()), () -> Notice.bad(STAYS));
        details = new JobDetails(visitor);
        new JobMenu(table, actions, this::explain);
        tray = new Tray(table, actions);
        ended = new EndedTable(visitor);
        holding = new Holding(visitor, this::refresh);
        table.addItemClickListener(click -> table.now(click.getItem()).ifPresent(this::explain));
        head.actions(choices.time(), choices.who(), holding.button());
        lanes.onAsk(this::asked);
        lanes.onBeat(this::refresh);
        var line = new Div(new H2("Waiting"), waitingNote, dragNote);
        line.addClassName("section");
        dragNote.addClassNames("s", "m3");
        further.addClassName("further");
        var waiting = new Section(line, table, further, nothingWaits, tray);
        var rail = new Aside(shares, week);
        var columns = new Div(new Div(waiting, ended), rail);
        columns.addClassName("queue-columns");
        add(head, holding, choices.device(), lanes, columns, details);
        Live.withRuns(this, visitor, this::stir);
    }

    private WaitingTable table() { return table; }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        address = QueueAddress.of(event.getLocation().getQueryParameters());
        table.deselectAll();
        aside = Instant.MIN;
        refresh();
        choices.show(address, visitor.projects(), devices);
    }

    /* ---- the look ---- */

    private void stir() {
        if (Duration.ofNanos(System.nanoTime() - looked).compareTo(AT_MOST_EVERY) < 0) {
            lanes.beatIn(AT_MOST_EVERY);
            return;
        }
        refresh();
    }

    private void refresh() {
        var services = visitor.services();
        var person = visitor.person();
        var now = Instant.now();
        overview = services.outlook().overview(person);
        var timetable = services.timetable().lanes(person, overview, now.minus(address.window().back()), now.plus(address.window().ahead()));
        devices = timetable.stream().map(Timetable.Lane::device).toList();
        var device = address.device(devices);
        lanes.show(timetable, address, person.administrator(), this::concerns);
        waiting(timetable, device);
        ended.show(address.filter(person.id(), devices), devices);
        holding.look();
        head.status(status());
        if (aside.isBefore(now.minus(ASIDE_EVERY))) {
            aside = now;
            shares.show(services.usage().teams(person));
            week.show(services.usage().week(person), services.rulebook().shares(person), Math.max(1, (int) devices.stream().filter(Device::alive).count()));
        }
        looked = System.nanoTime();
    }

    private boolean concerns(Timetable.Entry entry) {
        return address.isMine() ? entry.own() : address.team().map(entry.team()::equals).orElse(true);
    }

    private void waiting(List<Timetable.Lane> timetable, Optional<Device> device) {
        var person = visitor.person();
        var rights = new Rights(visitor);
        var queuedJobs = address.isMine() ? visitor.services().outlook().own(person, overview) : in(State.QUEUED);
        var open = Stream.concat(queuedJobs.stream(), in(State.PAUSED).stream()).filter(address::concerns).toList();
        var here = device.map(one -> goThere(timetable, one));
        var shown = here.map(ids -> open.stream().filter(job -> ids.contains(job.id())).toList()).orElse(open);
        table.show(shown, rights, Places.of(overview.jobs(), overview.moves(), person.administrator()));
        table.setVisible(!shown.isEmpty());
        tray.show();
        nothingWaits.setVisible(shown.isEmpty());
        long paused = shown.stream().filter(job -> job.state() == State.PAUSED).count();
        long queued = shown.size() - paused;
        var part = queued == overview.waiting() || queued == 0 ? "" : Words.count(queued) + " of " + Words.count(overview.waiting()) + ", ";
        waitingNote.setText(shown.isEmpty() ? "" : part + "in the order they should start" + (paused == 0 ? "" : ", then " + Words.count(paused) + " paused"));
        dragNote.setText(shown.stream().noneMatch(rights::moves) ? "" : person.administrator() ? "Drag to reorder" : "Drag to reorder your own");
        long beyond = overview.waiting() - in(State.QUEUED).size();
        further.setVisible(beyond > 0 && address.who().isEmpty() && device.isEmpty());
        further.setText("and " + Words.count(beyond) + " more, too far back to say when they start. Under Mine you find yours.");
    }

    private List<Job> in(State state) { return overview.jobs().stream().filter(job -> job.state() == state).toList(); }

    private static Set<UUID> goThere(List<Timetable.Lane> timetable, Device device) {
        return timetable.stream().filter(lane -> lane.device().equals(device)).flatMap(lane -> lane.entries().stream())
                .filter(entry -> entry.tense() == Timetable.Tense.FUTURE).map(Timetable.Entry::job).collect(Collectors.toCollection(HashSet::new));
    }

    private String status() {
        var jobs = overview.jobs();
        long running = jobs.stream().filter(job -> job.state().isLive()).count();
        if (running + overview.waiting() == 0) {
            return "Nothing runs and nothing waits.";
        }
        var open = jobs.stream().filter(job -> job.state().isLive() || job.state() == State.QUEUED).toList();
        var ends = open.stream().map(Job::expectedEnd).filter(Objects::nonNull).toList();
        var last = ends.size() == open.size() && open.size() == running + overview.waiting() ? ends.stream().max(Comparator.naturalOrder()) : Optional.<Instant>empty();
        return Words.count(running) + " running, " + Words.count(overview.waiting()) + " waiting."
                + last.map(end -> (open.size() == 1 ? " It" : " The last one") + " should end at about " + words.time(end) + ".").orElse("");
    }

    /* ---- what people do ---- */

    private void explain(Job job) { details.show(job, overview, devices, table.rights()); }

    private void asked(String what, String key) {
        switch (what) {
            case "stop" -> overview.jobs().stream().filter(job -> job.id().toString().equals(key)).findFirst().map(List::of).ifPresent(actions::cancel);
            case "choose" -> getUI().ifPresent(ui -> ui.navigate(address.device(key.equals(address.device()) ? "" : key).path()));
            case "drain" -> device(key).ifPresent(this::drain);
            case "enable" -> device(key).ifPresent(device -> {
                visitor.services().devices().enable(visitor.person(), device.server(), device.id());
                refresh();
            });
            default -> throw new IllegalArgumentException("The lanes ask for \"" + what + "\"");
        }
    }

    private void drain(Device device) {
        var what = device.run() == 0 ? "It takes no new runs until an administrator enables it." : "Its run goes on to its end. No new one comes until an administrator enables it.";
        Holding.reason("Drain " + device.label() + "?", what, "Drain", reason -> {
            visitor.services().devices().drain(visitor.person(), device.server(), device.id(), reason);
            refresh();
        });
    }

    private Optional<Device> device(String key) { return devices.stream().filter(device -> QueueAddress.name(device, devices).equals(key)).findFirst(); }

    @Override
    protected void onAttach(AttachEvent event) {
        table.fit(event.getUI().getPage().getExtendedClientDetails().getWindowInnerWidth());
        resizing = event.getUI().getPage().addBrowserWindowResizeListener(resize -> table.fit(resize.getWidth()));
    }

    @Override
    protected void onDetach(DetachEvent event) {
        if (resizing != null) {
            resizing.remove();
            resizing = null;
        }
    }

    @Override
    public String getPageTitle() { return "Queue · Gannet"; }
}
