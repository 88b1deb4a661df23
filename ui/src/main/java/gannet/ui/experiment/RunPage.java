package gannet.ui.experiment;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import gannet.parameters.Parameter;
import gannet.parameters.ProblemException;
import gannet.server.experiment.Run;
import gannet.server.plugin.VariantCard;
import gannet.server.progress.Progress;
import gannet.server.queue.Blame;
import gannet.server.queue.State;
import gannet.server.together.Topic;
import gannet.ui.Glyph;
import gannet.ui.PageHead;
import gannet.ui.Shell;
import gannet.ui.StateMark;
import gannet.ui.Tip;
import gannet.ui.Visitor;
import gannet.ui.Words;
import gannet.ui.doctor.DoctorPanel;
import gannet.ui.progress.Charts;
import gannet.ui.progress.CheckpointTable;
import gannet.ui.progress.LiveRun;
import gannet.ui.progress.Pace;
import gannet.ui.progress.SampleGrid;
import gannet.ui.progress.StepLog;
import gannet.ui.progress.StepStrip;
import gannet.ui.share.ShareButton;
import gannet.ui.team.MoveDialog;
import gannet.ui.together.CommentThread;
import gannet.ui.transfer.OriginNote;
import gannet.ui.vote.BlindTestButton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// One run: its pictures, curves, checkpoints and log, all at one step. The browser follows figures and pictures by itself;
/// this side pushes what only the server knows: the state, why, and what can be done about it.
@Route(value = "runs/:number", layout = Shell.class)
@CssImport("./experiment/experiment.css")
public final class RunPage extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private final transient Visitor visitor;
    private final LiveRun live = new LiveRun();
    private final PageHead head = new PageHead("");
    private final Div message = new Div();
    private final SampleGrid samples = new SampleGrid();
    private final Pace pace = new Pace();
    private final Button stop = new Button("Stop", Glyph.STOP.icon(14));
    private final Button pause = new Button("Pause", Glyph.PAUSE.icon(14));
    private final Button resume = new Button("Resume", Glyph.START.icon(14));
    private final Anchor compare = new Anchor("", Glyph.COMPARE.icon(14), new Span("Compare"));
    private final Anchor again = new Anchor("", Glyph.FORK.icon(14), new Span("Launch again…"));
    private final DoctorPanel doctor = new DoctorPanel();
    private final CheckpointTable checkpoints = new CheckpointTable();
    private final Div family = new Div();
    private final Div settings = new Div();
    private final RunOutput output;
    private final Div files = new Div();
    private final ShareButton share = ShareButton.forRun();
    private final Anchor export = new Anchor("", "Export…");
    private final Button move = new Button("Move…", click -> move());
    private final OriginNote origin;
    private final BlindTestButton blindTest = new BlindTestButton();
    private final CommentThread comments;
    private final AtomicBoolean pending = new AtomicBoolean();
    private final transient List<Progress.Subscription> subscriptions = new ArrayList<>();
    private transient @Nullable Run run;
    private long number;

    public RunPage(Visitor visitor) {
        this.visitor = visitor;
        output = new RunOutput(visitor);
        comments = new CommentThread(visitor);
        origin = new OriginNote(visitor);
        addClassName("run");
        stop.setDisableOnClick(true);
        stop.addClickListener(click -> steer(() -> visitor.services().runs().stop(visitor.person(), number)));
        Tip.on(pause, "Pause", "It keeps what it has learned, and waits until somebody resumes it");
        pause.setDisableOnClick(true);
        pause.addClickListener(click -> steer(() -> visitor.services().runs().pause(visitor.person(), number)));
        Tip.on(resume, "Resume", "Goes on from the last checkpoint");
        resume.setDisableOnClick(true);
        resume.addClickListener(click -> steer(() -> visitor.services().runs().resume(visitor.person(), number)));
        compare.addClassName("btn");
        compare.setAriaLabel("Compare");
        compare.setTitle("Beside other runs");
        again.addClassName("btn");
        again.setAriaLabel("Launch again…");
        again.setTitle("The launch form with these settings");
        head.under("Runs", RunsPage.class).actions(compare, share, again, resume, pause, stop);
        message.addClassName("banner");
        message.setVisible(false);
        var stage = new Div(part("Samples", samples), part("Charts", doctor, new Charts()));
        stage.addClassName("stage");
        var below = new Div(checkpoints, settings, new Div(new StepLog(), output, files));
        below.addClassName("below");
        export.setRouterIgnore(true);
        export.getElement().setAttribute("download", true);
        export.addClassName("btn");
        export.setTitle("Settings, curves, samples and the newest checkpoint as one zip, which another Gannet imports");
        var ways = new Div(blindTest, export, move);
        ways.addClassName("ways");
        live.add(head, message, origin, stage, below, family, comments, ways, new StepStrip());
        live.onStale(this::refresh);
        add(live);
    }

    private static Section part(String name, Component... content) {
        var part = new Section(content);
        part.getElement().setAttribute("aria-label", name);
        return part;
    }

    @Override
    public String getPageTitle() { return "Run " + number + " · Gannet"; }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        var text = event.getRouteParameters().get("number").orElse("");
        if (!text.matches("[0-9]{1,18}")) {
            event.rerouteToError(com.vaadin.flow.router.NotFoundException.class);
            return;
        }
        number = Long.parseLong(text);
        var found = visitor.services().runs().find(visitor.person(), number);
        samples.real(Pictures.wall(found.dataSetId().toString(), 8, 8, 64));
        compare.setHref("compare?runs=" + number);
        again.setHref(formOf(found));
        output.of(number);
        share.run(number);
        share.setVisible(visitor.services().shares().mayShare(visitor.person(), found.project()));
        blindTest.run(number);
        export.setHref("/api/v1/runs/" + number + "/export");
        export.setVisible(share.isVisible());
        move.setVisible(visitor.services().moves().mayMoveRun(visitor.person(), number));
        origin.of(number);
        comments.about(new Topic.OfRun(number));
        files.removeAll();
        files.add(new RunFileList(visitor, visitor.services().runs(), number));
        doctor.launchAt("/" + formOf(found));
        checkpoints.forkAt("/" + formOf(found) + "&from=" + number);
        show(found);
    }

    /* ---- what it shows ---- */

    /// Whatever comes of it, the buttons are those of the state that the run is in then.
    private void steer(Runnable action) {
        try {
            action.run();
        } finally {
            run = null;
            refresh();
        }
    }

    private void move() {
        var now = visitor.services().runs().find(visitor.person(), number);
        MoveDialog.ofRun(visitor, number, now.project(), this::refresh);
    }

    private void refresh() { show(visitor.services().runs().find(visitor.person(), number)); }

    private void show(Run now) {
        var before = run;
        run = now;
        live.show(now);
        var state = now.state();
        if (before == null || before.state() != state) {
            head.title(now.name());
            stop.setVisible(!state.isOver());
            stop.setEnabled(state != State.STOPPING);
            boolean waits = state == State.QUEUED || state == State.PAUSED;
            stop.setText(waits ? "Cancel" : "Stop");
            Tip.on(stop, stop.getText(), waits ? "Takes it out of the queue" : "Writes a checkpoint, then ends; it can go on from there");
            pause.setVisible(state == State.QUEUED || state == State.STARTING || state == State.RUNNING || state == State.PREEMPTING);
            pause.setEnabled(true);
            resume.setVisible(!origin.isVisible() && (state == State.STOPPED || state == State.FAILED || state == State.PAUSED));
            resume.setEnabled(true);
        }
        if (before == null || !before.facts().equals(now.facts())) {
            settings.removeAll();
            settings.add(new RunSettings(now, card(now).map(VariantCard::settings).orElse(List.<Parameter>of()), parent(now)));
        }
        if (before == null || before.state() != state) {
            relatives();
        }
        if (before == null || before.state() != state || !before.reason().equals(now.reason())) {
            head.status(status(now));
            say(now);
        }
    }

    /// Its forks, and what it was forked from.
    private void relatives() {
        var lineage = visitor.services().runs().lineage(visitor.person(), number);
        family.removeAll();
        if (lineage.members().size() > 1) {
            family.add(new FamilyTree(lineage, number));
        }
    }

    /// The run that it was forked from, while it can be seen.
    private @Nullable Run parent(Run now) {
        var from = now.from();
        try {
            return from == null ? null : visitor.services().runs().find(visitor.person(), from.run());
        } catch (ProblemException e) {
            return null;
        }
    }

    private Component[] status(Run now) {
        var mark = new StateMark(now.state());
        mark.addClassNames("tag", tone(now.state()));
        mark.setTitle(now.reason());
        var words = new Span();
        var from = now.started();
        var to = now.ended();
        switch (now.state()) {
            case RUNNING -> {
                var device = visitor.services().devices().list(visitor.person()).stream().filter(one -> one.run() == now.number()).findFirst();
                pace.device(device.map(one -> "on " + one.label()).orElse(""));
                return new Component[] {mark, pace};
            }
            case QUEUED, PAUSED, STARTING -> words.setText(now.step() > 0 ? "at step " + Words.count(now.step()) : "");
            case PAUSING, PREEMPTING, STOPPING -> words.setText("writing a checkpoint");
            case SUCCEEDED, FAILED, STOPPED -> words.setText("at step " + Words.count(now.step())
                    + (from == null || to == null ? "" : " after " + Words.duration(Duration.between(from, to)) + ", " + Words.here().time(to)));
        }
        return new Component[] {mark, words};
    }

    private static String tone(State state) {
        return switch (state) {
            case RUNNING, STARTING -> "run";
            case PAUSED, PAUSING, PREEMPTING, STOPPING -> "warn";
            case SUCCEEDED -> "ok";
            case FAILED -> "bad";
            case QUEUED, STOPPED -> "plain";
        };
    }

    /// Why it waits stands where the pictures will be; why it failed stands above them, with the way out.
    private void say(Run now) {
        samples.waiting(switch (now.state()) {
            case QUEUED -> now.reason().isEmpty() ? "It waits for a free device." : now.reason();
            case PAUSED -> now.reason();
            case STARTING -> "The worker starts.";
            case FAILED, STOPPED, SUCCEEDED -> "It ended before its first samples.";
            case RUNNING, PAUSING, PREEMPTING, STOPPING -> "The first samples come soon.";
        });
        boolean failed = now.state() == State.FAILED;
        boolean waits = (now.state() == State.QUEUED || now.state() == State.PAUSED) && now.latestSampleStep() >= 0 && !now.reason().isEmpty();
        message.setVisible(failed || waits);
        message.removeAll();
        message.setClassName("banner " + (failed ? "bad" : "plain"));
        if (failed) {
            var last = visitor.services().runs().checkpoints(visitor.person(), number).stream().mapToLong(checkpoint -> checkpoint.step()).max();
            var blame = Blame.sentence(now.fault());
            var good = new Div((blame.isEmpty() ? "" : blame + " ") + (last.isPresent() ? "The last checkpoint is of step " + Words.count(last.getAsLong()) + "; Resume goes on from there."
                    : "It had not written a checkpoint yet, so Resume begins from the first step."));
            good.addClassNames("s", "m2");
            var reason = new Div(now.reason().isEmpty() ? "It failed." : now.reason());
            reason.addClassName("b");
            message.add(Glyph.ALERT.icon(), new Div(reason, good));
        } else if (waits) {
            message.add(Glyph.QUEUE.icon(), new Div(now.reason()));
        }
    }

    private Optional<VariantCard> card(Run now) {
        return visitor.services().variants().launched(visitor.person(), now.plugin(), now.variant());
    }

    /// Of the very version that it was launched with, where that is installed still.
    private String addressOf(Run now) {
        return card(now).filter(card -> card.plugin().sha256().equals(now.plugin())).map(VariantCard::address).orElse(now.variant());
    }

    private String formOf(Run now) {
        var changes = new TreeMap<String, String>();
        now.settings().forEach((name, value) -> changes.put(name, RunSettings.plain(value)));
        now.training().forEach((name, value) -> changes.put(name, RunSettings.plain(value)));
        return new LaunchAddress(Optional.of(now.dataSetId()), "", "", Optional.empty(), changes).location(addressOf(now)).getPathWithQueryParameters();
    }

    /* ---- live ---- */

    @Override
    protected void onAttach(AttachEvent event) {
        if (number == 0) {
            return;
        }
        var ui = event.getUI();
        var progress = visitor.services().progress();
        subscriptions.add(progress.follow(visitor.person(), number, signal -> {
            if (signal instanceof Progress.Signal.Changed) {
                refreshSoon(ui);
            }
        }));
        // While it waits, the reason changes with the runs before it.
        subscriptions.add(progress.followStates(visitor.person(), any -> {
            var now = run;
            if (now != null && now.state() == State.QUEUED) {
                refreshSoon(ui);
            }
        }));
        refresh();
    }

    private void refreshSoon(UI ui) {
        if (pending.compareAndSet(false, true)) {
            ui.access(() -> {
                pending.set(false);
                if (isAttached()) {
                    refresh();
                }
            });
        }
    }

    @Override
    protected void onDetach(DetachEvent event) {
        subscriptions.forEach(Progress.Subscription::close);
        subscriptions.clear();
    }
}
