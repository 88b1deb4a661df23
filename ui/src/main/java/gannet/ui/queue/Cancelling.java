package gannet.ui.queue;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import gannet.server.queue.Job;
import gannet.server.queue.State;
import gannet.ui.Notice;
import gannet.ui.Visitor;

/// Takes a waiting job out at once; asks before it stops a running one.
final class Cancelling {
    private final Visitor visitor;
    private final Runnable done;

    Cancelling(Visitor visitor, Runnable done) {
        this.visitor = visitor;
        this.done = done;
    }

    void ask(Job job) {
        if (job.state() == State.QUEUED) {
            cancel(job);
            Notice.good(job.runName() + " is out of the queue. Resume it from its page whenever you like.");
            return;
        }
        var dialog = new ConfirmDialog("Stop run " + job.run() + "?",
                job.runName() + " writes a checkpoint first, so it can go on from there later.", "Stop the run", confirm -> cancel(job));
        dialog.setCancelable(true);
        dialog.setCancelText("Let it run");
        dialog.setConfirmButtonTheme("error primary");
        dialog.open();
    }

    private void cancel(Job job) {
        visitor.services().queue().cancel(visitor.person(), job.id());
        done.run();
    }
}
