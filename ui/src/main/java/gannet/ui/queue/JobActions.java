package gannet.ui.queue;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import gannet.server.queue.Job;
import gannet.server.queue.Priority;
import gannet.server.queue.Queue.Outcome;
import gannet.ui.Notice;
import gannet.ui.Visitor;
import gannet.ui.Words;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Does what a person asks of some jobs, and says what came of it.
final class JobActions {
    private final Visitor visitor;
    private final Runnable done;

    JobActions(Visitor visitor, Runnable done) {
        this.visitor = visitor;
        this.done = done;
    }

    void pause(List<Job> jobs) { bulk("pause", "paused", jobs); }

    void resume(List<Job> jobs) { bulk("resume", "resumed", jobs); }

    void prioritise(List<Job> jobs, Priority priority) { bulk(priority.name(), "given " + JobWords.priority(priority).toLowerCase(java.util.Locale.ROOT) + " priority", jobs); }

    /// Asks before it stops what runs, or takes out several.
    void cancel(List<Job> jobs) {
        var live = jobs.stream().filter(job -> job.state().isLive()).toList();
        if (live.isEmpty() && jobs.size() == 1) {
            bulk("cancel", "taken out of the queue", jobs);
            return;
        }
        boolean one = jobs.size() == 1;
        var dialog = new ConfirmDialog(
                one ? "Stop run " + live.getFirst().run() + "?" : "Take " + Words.count(jobs.size(), "job", "jobs") + " out of the queue?",
                one ? live.getFirst().runName() + " writes a checkpoint first, so it can go on from there later."
                        : "Their runs stay, and each can be resumed from its page.",
                one ? "Stop the run" : "Take " + Words.count(jobs.size()) + " out", confirm -> bulk("cancel", one ? "stopped" : "taken out of the queue", jobs));
        dialog.setCancelable(true);
        dialog.setCancelText(one ? "Let it run" : "Leave them");
        dialog.setConfirmButtonTheme("error primary");
        dialog.open();
    }

    /// @param before null: to the top    @param moves as it was when the order was seen
    void move(Job job, @Nullable UUID before, long moves) {
        try {
            visitor.services().queue().move(visitor.person(), job.id(), before, moves);
        } finally {
            done.run(); // also for the second of two: the order is another now
        }
    }

    void unpin(Job job) {
        visitor.services().queue().unpin(visitor.person(), job.id());
        done.run();
    }

    private void bulk(String action, String did, List<Job> jobs) {
        var outcomes = visitor.services().queue().bulk(visitor.person(), action, jobs.stream().map(Job::id).toList());
        var problems = outcomes.stream().map(Outcome::problem).filter(problem -> !problem.isEmpty()).distinct().toList();
        long good = outcomes.stream().filter(outcome -> outcome.problem().isEmpty()).count();
        if (problems.isEmpty()) {
            Notice.good((jobs.size() == 1 ? JobWords.name(jobs.getFirst()) + " was " : Words.count(good, "job was ", "jobs were ")) + did + ".");
        } else {
            Notice.bad((jobs.size() == 1 ? "" : Words.count(good) + " of " + Words.count(jobs.size()) + " were " + did + ".\n")
                    + problems.stream().limit(4).collect(Collectors.joining("\n")));
        }
        done.run();
    }
}
