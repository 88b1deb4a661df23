package gannet.ui.queue;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import gannet.server.queue.Job;

/// One job in a list.
abstract class JobRow extends ListItem {
    abstract void show(Job job);

    /// Its run's name, which leads to the run; another team's private job has none.
    static void name(Anchor link, Job job) {
        if (job.runName().isBlank()) {
            link.removeHref();
            link.setText("A job of another team");
        } else {
            link.setHref("runs/" + job.run());
            link.setText(job.runName());
        }
    }
}
