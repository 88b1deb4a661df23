package gannet.ui.experiment;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import gannet.parameters.Parameter;
import gannet.parameters.ProblemException;
import gannet.server.experiment.Run;
import gannet.server.plugin.VariantCard;
import gannet.server.progress.Progress;
import gannet.server.queue.Blame;
import gannet.server.queue.State;
import gannet.server.together.Topic;
import gannet.ui.Glyph;
import gannet.ui.Visitor;
import gannet.ui.Words;
import gannet.ui.doctor.DoctorPanel;
import gannet.ui.progress.Charts;
import gannet.ui.progress.CheckpointTable;
import gannet.ui.progress.LiveRun;
import gannet.ui.progress.SampleGrid;
import gannet.ui.progress.StepLog;
import gannet.ui.progress.StepStrip;
import gannet.ui.team.MoveDialog;
import gannet.ui.together.CommentThread;
import gannet.ui.transfer.OriginNote;
import gannet.ui.vote.BlindTestButton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// One run: its pictures, curves, checkpoints and log, all at one step. The browser follows figures and pictures by itself;
/// this side pushes what only the server knows: the state, why, and what can be done about it.
final class RunView extends Composite<LiveRun> {
    private final transient Visitor visitor;
    private final long number;
    private final LiveRun live;
    private final RunHead head;
    private final Div message = new Div();
    private final SampleGrid samples = new SampleGrid();
    private final Div family = new Div();
    private final Div settings = new Div();
    private final AtomicBoolean pending = new AtomicBoolean();
    private final transient List<Progress.Subscription> subscriptions = new ArrayList<>();
    private transient @Nullable Run run;

    /// @param query of the address: `step=400`
    RunView(Visitor visitor, Run found, String query) {
        this.visitor = visitor;
        number = found.number();
        live = new LiveRun(number, query);
        var form = formOf(found);
        var origin = new OriginNote(visitor, number);
        head = new RunHead(visitor, found, form, origin.isVisible(), this::renew);
        message.addClassName("banner");
        message.setVisible(false);
        samples.real(Pictures.wall(found.dataSetId().toString(), 8, 8, 64));
        var doctor = new DoctorPanel();
        doctor.launchAt("/" + form);
        var stage = new Div(part("Samples", samples), part("Charts", doctor, new Charts()));
        stage.addClassName("stage");
        var checkpoints = new CheckpointTable();
        checkpoints.forkAt("/" + form + "&from=" + number);
        var files = new Div(new RunFileList(visitor, visitor.services().runs(), number));
        var below = new Div(checkpoints, settings, new Div(new StepLog(), new RunOutput(visitor, number), files));
        below.addClassName("below");
        live.add(head, message, origin, stage, below, family, new CommentThread(visitor, new Topic.OfRun(number)), ways(found), new StepStrip());
        live.onStale(this::refresh);
        show(found);
    }

    /// Out of here: to a vote, into a file, to another project.
    private Div ways(Run found) {
        var blindTest = new BlindTestButton();
        blindTest.run(number);
        var export = new Anchor("/api/v1/runs/" + number + "/export", "Export…");
        export.setRouterIgnore(true);
        export.getElement().setAttribute("download", true);
        export.addClassName("btn");
        export.setTitle("Settings, curves, samples and the newest checkpoint as one zip, which another Gannet imports");
        export.setVisible(visitor.services().shares().mayShare(visitor.person(), found.project()));
        var move = new Button("Move…", click -> move());
        move.setVisible(visitor.services().moves().mayMoveRun(visitor.person(), number));
        var ways = new Div(blindTest, export, move);
        ways.addClassName("ways");
        return ways;
    }

    private static Section part(String name, Component... content) {
        var part = new Section(content);
        part.getElement().setAttribute("aria-label", name);
        return part;
    }

    @Override
    protected LiveRun initContent() { return live; }

    /* ---- what it shows ---- */

    /// All of it, whether it has changed or not.
    private void renew() {
        run = null;
        refresh();
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
        boolean hasTurned = before == null || before.state() != now.state();
        if (before == null || !before.facts().equals(now.facts())) {
            settings.removeAll();
            settings.add(new RunSettings(now, card(now).map(VariantCard::settings).orElse(List.<Parameter>of()), parent(now)));
        }
        if (hasTurned) {
            relatives();
        }
        if (before == null || hasTurned || !before.reason().equals(now.reason())) {
            head.show(now);
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
