package gannet.ui.queue;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import gannet.server.queue.Job;
import gannet.ui.Glyph;
import gannet.ui.Tip;
import gannet.ui.Words;

/// A job that waits: its place, whose it is, why it waits, when it should start.
final class WaitingRow extends JobRow {
    private final Words words = Words.here();
    private final Span place = new Span();
    private final Anchor name = new Anchor();
    private final Span meta = new Span();
    private final Span who = new Span();
    private final Span why = new Span();
    private final Span start = new Span();
    private Job job;

    WaitingRow(Job job, Cancelling cancelling) {
        this.job = job;
        place.addClassName("place");
        name.addClassNames("b", "cut");
        meta.addClassNames("s", "m3");
        who.addClassNames("who", "m2", "cut");
        why.addClassNames("why", "m2");
        start.addClassNames("start", "b");
        var title = new Div(name, meta);
        title.addClassName("title");
        var out = new Button(Glyph.X.icon(14), click -> cancelling.ask(this.job));
        out.addThemeNames("tertiary", "icon", "small");
        Tip.on(out, "Take " + job.runName() + " out of the queue", "Take it out of the queue");
        out.setVisible(!job.runName().isBlank());
        add(place, title, who, why, start, out);
    }

    static Div heads() {
        var heads = new Div(new Span(), new Span("Job"), new Span("Who"), new Span("Why it waits"), new Span("Should start"), new Span());
        heads.addClassNames("heads", "waits");
        heads.getElement().setAttribute("aria-hidden", "true");
        return heads;
    }

    @Override
    void show(Job job) {
        this.job = job;
        place.setText(Integer.toString(job.place()));
        name(name, job);
        meta.setText((job.run() == 0 ? "train" : "run " + job.run()) + " · " + Words.count(job.steps(), "step", "steps")
                + (job.step() > 0 ? ", goes on from " + Words.count(job.step()) : ""));
        who.setText(job.launchedBy());
        why.setText(job.reason());
        start.setText(job.expectedStart() == null ? "–" : words.time(job.expectedStart()));
        start.setTitle(job.expectedStart() == null ? "Nobody can tell yet" : "About " + words.fullTime(job.expectedStart()));
    }
}
