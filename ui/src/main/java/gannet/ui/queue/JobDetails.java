package gannet.ui.queue;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import gannet.server.compute.Device;
import gannet.server.queue.Advice;
import gannet.server.queue.Job;
import gannet.server.queue.Outlook.Overview;
import gannet.server.queue.State;
import gannet.ui.StateMark;
import gannet.ui.Visitor;
import gannet.ui.Words;
import java.util.List;

/// Opens beside a row: why it waits, who is ahead, what would let it start earlier, and all that has happened to it.
final class JobDetails extends Popover {
    private static final int MOST_AHEAD = 4;
    private static final int MOST_CHANGES = 12;

    private final transient Visitor visitor;
    private final transient Words words = Words.here();

    JobDetails(Visitor visitor) {
        this.visitor = visitor;
        setOpenOnClick(false);
        setAutofocus(false);
        setPosition(PopoverPosition.BOTTOM_START);
        setAriaLabel("Why it waits");
    }

    void show(Job job, Overview overview, List<Device> devices, Rights rights) {
        var content = new Div();
        content.addClassName("job-details");
        content.add(new Div(new H3(JobWords.name(job)), new Paragraph(job.reason())));
        if (job.state() == State.QUEUED) {
            if (job.place() > 1) {
                content.add(ahead(job, overview));
            }
            var advice = Advice.of(job, overview, devices, rights.hurries(job), rights.administers());
            if (!advice.isEmpty()) {
                var list = new UnorderedList();
                list.addClassNames("advice", "m2");
                advice.forEach(sentence -> list.add(new ListItem(sentence)));
                content.add(new Div(new H3("What would let it start earlier"), list));
            }
        }
        if (job.run() != 0) {
            content.add(changes(visitor.services().outlook().find(visitor.person(), job.id()).changes()));
        }
        removeAll();
        add(content);
        setFor("job-" + job.id());
        open();
    }

    private static Div ahead(Job job, Overview overview) {
        var jobs = overview.jobs().stream().filter(other -> other.place() > 0 && other.place() < job.place()).toList();
        var list = new UnorderedList();
        list.addClassName("m2");
        for (var other : jobs.subList(Math.max(0, jobs.size() - MOST_AHEAD), jobs.size())) {
            var name = other.run() == 0 ? new Span(JobWords.name(other)) : new Anchor("runs/" + other.run(), JobWords.name(other));
            list.add(new ListItem(new Span(Words.count(other.place()) + " "), name, new Span(other.run() == 0 ? "" : " · " + other.launchedBy())));
        }
        int more = jobs.size() - MOST_AHEAD;
        return new Div(new H3(more > 0 ? "Right ahead of it, behind " + Words.count(more, "other", "others") : "Ahead of it"), list);
    }

    private Div changes(List<Job.Change> changes) {
        var list = new UnorderedList();
        list.addClassNames("past-states", "m2");
        for (var change : changes.subList(Math.max(0, changes.size() - MOST_CHANGES), changes.size()).reversed()) {
            var time = new Span(words.time(change.time()));
            time.setTitle(words.fullTime(change.time()));
            time.addClassName("m3");
            list.add(new ListItem(new StateMark(change.state(), ""), time, new Span(sentence(change))));
        }
        return new Div(new H3("What happened"), list);
    }

    private static String sentence(Job.Change change) {
        var what = change.reason().isEmpty() ? StateMark.word(change.state()) + "." : change.reason();
        return what.contains(change.actor()) || change.actor().equals("Gannet") ? what : what + " (" + change.actor() + ")";
    }
}
