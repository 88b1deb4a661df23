package gannet.ui.experiment;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import gannet.server.experiment.Run;
import gannet.server.queue.State;
import gannet.ui.Glyph;
import gannet.ui.PageHead;
import gannet.ui.StateMark;
import gannet.ui.Tip;
import gannet.ui.Visitor;
import gannet.ui.Words;
import gannet.ui.progress.Pace;
import gannet.ui.share.ShareButton;
import java.time.Duration;

/// What a run is called, the state that it is in, and what can be done about that.
final class RunHead extends Composite<PageHead> {
    private final transient Visitor visitor;
    private final long number;
    private final boolean isImported;
    private final transient Runnable steered;
    private final PageHead head = new PageHead("");
    private final Pace pace = new Pace();
    private final Button stop = new Button("Stop", Glyph.STOP.icon(14));
    private final Button pause = new Button("Pause", Glyph.PAUSE.icon(14));
    private final Button resume = new Button("Resume", Glyph.START.icon(14));

    /// @param form the address of the launch form with this run's settings
    /// @param isImported whether it came from another Gannet, and so does not go on here
    /// @param steered what is done after a press of Stop, Pause or Resume: it shows the run as it is then
    RunHead(Visitor visitor, Run run, String form, boolean isImported, Runnable steered) {
        this.visitor = visitor;
        number = run.number();
        this.isImported = isImported;
        this.steered = steered;
        var runs = visitor.services().runs();
        stop.setDisableOnClick(true);
        stop.addClickListener(click -> steer(() -> runs.stop(visitor.person(), number)));
        Tip.on(pause, "Pause", "It keeps what it has learned, and waits until somebody resumes it");
        pause.setDisableOnClick(true);
        pause.addClickListener(click -> steer(() -> runs.pause(visitor.person(), number)));
        Tip.on(resume, "Resume", "Goes on from the last checkpoint");
        resume.setDisableOnClick(true);
        resume.addClickListener(click -> steer(() -> runs.resume(visitor.person(), number)));
        var share = ShareButton.forRun();
        share.run(number);
        share.setVisible(visitor.services().shares().mayShare(visitor.person(), run.project()));
        head.under("Runs", RunsPage.class).actions(link("compare?runs=" + number, Glyph.COMPARE, "Compare", "Beside other runs"), share,
                link(form, Glyph.FORK, "Launch again…", "The launch form with these settings"), resume, pause, stop);
    }

    private static Anchor link(String address, Glyph glyph, String name, String words) {
        var link = new Anchor(address, glyph.icon(14), new Span(name));
        link.addClassName("btn");
        link.setAriaLabel(name);
        link.setTitle(words);
        return link;
    }

    @Override
    protected PageHead initContent() { return head; }

    /// Whatever comes of it, the buttons are those of the state that the run is in then.
    private void steer(Runnable action) {
        try {
            action.run();
        } finally {
            steered.run();
        }
    }

    void show(Run now) {
        var state = now.state();
        head.title(now.name());
        head.status(status(now));
        stop.setVisible(!state.isOver());
        stop.setEnabled(state != State.STOPPING);
        boolean waits = state == State.QUEUED || state == State.PAUSED;
        stop.setText(waits ? "Cancel" : "Stop");
        Tip.on(stop, stop.getText(), waits ? "Takes it out of the queue" : "Writes a checkpoint, then ends; it can go on from there");
        pause.setVisible(state == State.QUEUED || state == State.STARTING || state == State.RUNNING || state == State.PREEMPTING);
        pause.setEnabled(true);
        resume.setVisible(!isImported && (state == State.STOPPED || state == State.FAILED || state == State.PAUSED));
        resume.setEnabled(true);
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
}
