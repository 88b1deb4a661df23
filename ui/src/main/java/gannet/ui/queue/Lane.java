package gannet.ui.queue;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import gannet.server.compute.Device;
import gannet.server.queue.Job;
import gannet.server.queue.State;
import gannet.ui.Glyph;
import gannet.ui.StateMark;
import gannet.ui.Tip;
import gannet.ui.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One device. The lane is filled as far as its run has come.
final class Lane extends Div {
    private final Div track = new Div();
    private final Div fill = new Div();
    private final Span state = new Span();
    private final Anchor name = new Anchor();
    private final Span who = new Span();
    private final Span far = new Span();
    private final Button stop;
    private @Nullable State shown;
    private @Nullable Job job;

    Lane(Device device, Cancelling cancelling) {
        addClassName("lane");
        var title = new Span(device.label());
        title.addClassNames("b", "s", "cut");
        var meta = new Span(device.isGpu() ? device.id() : Words.count(device.threads(), "thread", "threads"));
        meta.addClassNames("xs", "m3");
        var label = new Div(title, meta);
        label.addClassName("device");
        fill.addClassName("fill");
        name.addClassName("cut");
        who.addClassNames("xs", "m3", "who");
        far.addClassName("far");
        stop = new Button(Glyph.STOP.icon(12), click -> {
            if (job != null) {
                cancelling.ask(job);
            }
        });
        stop.addThemeNames("tertiary", "icon", "small");
        track.addClassName("track");
        track.add(fill, state, name, who, far, stop);
        add(label, track);
    }

    void show(Optional<Job> running) {
        job = running.orElse(null);
        track.getElement().getClassList().set("free", job == null);
        fill.setVisible(job != null);
        stop.setVisible(job != null && !job.state().isLeaving() && !job.runName().isBlank());
        if (job == null) {
            if (shown != null || name.getText().isEmpty()) {
                state.removeAll();
                name.removeHref();
                name.setText("Free");
                who.setText("");
                far.setText("");
                shown = null;
            }
            return;
        }
        if (job.state() != shown) {
            shown = job.state();
            state.removeAll();
            state.add(new StateMark(job.state(), ""));
        }
        JobRow.name(name, job);
        Tip.on(stop, "Stop " + job.runName(), "Stop it");
        fill.getStyle().set("width", (job.steps() == 0 ? 0 : 100.0 * job.step() / job.steps()) + "%");
        who.setText(job.launchedBy() + (job.attempt() > 1 ? " · attempt " + job.attempt() + " of " + job.attemptsAllowed() : ""));
        far.setText(far(job));
        far.setTitle(Words.count(job.step()) + " of " + Words.count(job.steps(), "step", "steps"));
    }

    private static String far(Job job) {
        return switch (job.state()) {
            case STARTING -> "Starting";
            case PAUSING, PREEMPTING, STOPPING -> StateMark.word(job.state());
            case QUEUED, PAUSED, RUNNING, SUCCEEDED, FAILED, STOPPED -> {
                var end = job.expectedEnd();
                yield Words.percent(job.step(), job.steps())
                        + (end == null || end.isBefore(Instant.now()) ? "" : " · " + Words.duration(Duration.between(Instant.now(), end)) + " left");
            }
        };
    }
}
