package gannet.ui.queue;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import gannet.server.queue.Job;
import gannet.server.queue.State;
import gannet.ui.Empty;
import gannet.ui.Live;
import gannet.ui.PageHead;
import gannet.ui.Shell;
import gannet.ui.Visitor;
import gannet.ui.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// `/queue?who=mine`: what runs where, what waits and why, what ended today.
@Route(value = "queue", layout = Shell.class)
@StyleSheet("queue.css")
public final class QueuePage extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private final Visitor visitor;
    private final Words words = Words.here();
    private final PageHead head = new PageHead("Queue");
    private final Div everyoneOrMine = new Div();
    private final Anchor everyone = new Anchor("queue", "Everyone");
    private final Anchor mine = new Anchor("queue?who=mine", "Mine");
    private final Lanes lanes;
    private final JobList waiting;
    private final JobList ended;
    private final Span waitingNote = new Span();
    private final Span endedNote = new Span();
    private final Section waitingSection;
    private final Section endedSection;
    private final Empty nothingWaits = new Empty("Nothing waits. What you launch starts at once while a device is free.").way("Launch a run", "launch");
    private boolean onlyMine;

    public QueuePage(Visitor visitor) {
        this.visitor = visitor;
        var cancelling = new Cancelling(visitor, this::refresh);
        lanes = new Lanes(cancelling);
        waiting = new JobList(job -> new WaitingRow(job, cancelling));
        ended = new JobList(job -> new EndedRow(words));
        waiting.addClassName("waiting");
        ended.addClassName("ended");
        waitingSection = section("Waiting", waitingNote, WaitingRow.heads(), waiting, nothingWaits);
        endedSection = section("Ended in the last 24 hours", endedNote, new Span(), ended, new Span());
        everyoneOrMine.addClassName("seg");
        everyoneOrMine.getElement().setAttribute("role", "group").setAttribute("aria-label", "Whose jobs");
        everyoneOrMine.add(everyone, mine);
        head.actions(everyoneOrMine);
        add(head, lanes, waitingSection, endedSection);
        Live.keep(this, visitor, this::refresh);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        onlyMine = event.getLocation().getQueryParameters().getSingleParameter("who").filter("mine"::equals).isPresent();
        mark(everyone, !onlyMine);
        mark(mine, onlyMine);
        refresh();
    }

    private static void mark(Anchor choice, boolean isChosen) {
        if (isChosen) {
            choice.getElement().setAttribute("aria-current", "true");
        } else {
            choice.getElement().removeAttribute("aria-current");
        }
    }

    private void refresh() {
        var all = visitor.services().outlook().overview(visitor.person()).jobs();
        lanes.show(visitor.services().devices().list(visitor.person()), all.stream().filter(job -> isOnDevice(job.state())).toList());
        var jobs = onlyMine ? all.stream().filter(job -> job.launchedBy().equals(visitor.person().name())).toList() : all;
        var waits = jobs.stream().filter(job -> job.state() == State.QUEUED).sorted(Comparator.comparingInt(Job::place)).toList();
        waiting.show(waits);
        waitingNote.setText(waits.isEmpty() ? "" : "in the order they will start");
        nothingWaits.setVisible(waits.isEmpty());
        waitingSection.getElement().getClassList().set("none", waits.isEmpty());
        var over = jobs.stream().filter(job -> job.state().isOver()).sorted(Comparator.comparing(QueuePage::end).reversed()).toList();
        ended.show(over);
        endedNote.setText(Words.count(over.size(), "job", "jobs"));
        endedSection.setVisible(!over.isEmpty());
        head.status(status(all));
    }

    private String status(List<Job> jobs) {
        long running = jobs.stream().filter(job -> isOnDevice(job.state())).count();
        long waits = jobs.stream().filter(job -> job.state() == State.QUEUED).count();
        if (running + waits == 0) {
            return "Nothing runs and nothing waits.";
        }
        var open = jobs.stream().filter(job -> !job.state().isOver()).toList();
        var ends = new ArrayList<Instant>();
        open.forEach(job -> { if (job.expectedEnd() != null) ends.add(job.expectedEnd()); });
        var last = ends.size() == open.size() ? ends.stream().max(Comparator.naturalOrder()) : java.util.Optional.<Instant>empty();
        return Words.count(running) + " running, " + Words.count(waits) + " waiting."
                + last.map(end -> (open.size() == 1 ? " It" : " The last one") + " should end at about " + words.time(end) + ".").orElse("");
    }

    private static boolean isOnDevice(State state) { return state.isLive(); }

    private static Instant end(Job job) { return Objects.requireNonNullElse(job.ended(), job.created()); }

    private static Section section(String title, Span note, com.vaadin.flow.component.Component... content) {
        var line = new Div(new H2(title), note);
        line.addClassName("section");
        var section = new Section(line);
        section.add(content);
        return section;
    }

    @Override
    public String getPageTitle() { return "Queue · Gannet"; }
}
