package gannet.ui.queue;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import gannet.server.queue.Job;
import gannet.ui.StateMark;
import gannet.ui.Words;
import java.time.Duration;

/// A job that ended within a day: how, and why.
final class EndedRow extends JobRow {
    private final Words words;
    private final Span state = new Span();
    private final Anchor name = new Anchor();
    private final Span how = new Span();
    private final Span when = new Span();

    EndedRow(Words words) {
        this.words = words;
        name.addClassNames("b", "cut");
        how.addClassNames("how", "m2");
        when.addClassNames("when", "m3");
        add(state, name, how, when);
    }

    @Override
    void show(Job job) {
        state.removeAll();
        state.add(new StateMark(job.state()));
        name(name, job);
        how.setText(job.reason().isBlank() ? Words.count(job.step(), "step", "steps") + took(job) : job.reason());
        var end = job.ended();
        when.setText(end == null ? "" : words.time(end));
        when.setTitle(end == null ? "" : words.fullTime(end));
    }

    private static String took(Job job) {
        return job.started() == null || job.ended() == null ? "" : " in " + Words.duration(Duration.between(job.started(), job.ended()));
    }
}
