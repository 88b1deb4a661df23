package gannet.ui.queue;

import com.vaadin.flow.component.grid.contextmenu.GridContextMenu;
import gannet.server.queue.Job;
import gannet.server.queue.Priority;
import gannet.server.queue.State;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/// What can be done with one row, by its button, by the other mouse button, or by the keyboard's menu key. Whatever can be
/// dragged can be moved here, too.
final class JobMenu {
    private final WaitingTable table;
    private final JobActions actions;
    private final Consumer<Job> explain;
    private final GridContextMenu<Job> menu;

    JobMenu(WaitingTable table, JobActions actions, Consumer<Job> explain) {
        this.table = table;
        this.actions = actions;
        this.explain = explain;
        menu = new GridContextMenu<>(table);
        menu.setDynamicContentHandler(row -> row != null && fill(row));
    }

    private boolean fill(Job row) {
        menu.removeAll();
        var found = table.now(row);
        if (found.isEmpty()) {
            return false;
        }
        var job = found.get();
        var rights = table.rights();
        item("Why it waits", () -> explain.accept(job));
        if (rights.moves(job) && job.place() > 0) {
            menu.addSeparator();
            var places = table.places();
            move("Move to the top", places.top(job));
            move(rights.administers() ? "Move up" : "Move up among mine", places.up(job));
            move(rights.administers() ? "Move down" : "Move down among mine", places.down(job));
            if (job.pinned() && rights.administers()) {
                item("Give up its place", () -> actions.unpin(job));
            }
        }
        if (rights.steers(job)) {
            menu.addSeparator();
            if (job.state() == State.PAUSED) {
                item("Resume", () -> actions.resume(List.of(job)));
            } else {
                item("Pause", () -> actions.pause(List.of(job)));
            }
            priorities(job, rights);
            menu.addSeparator();
            item("Take out of the queue", () -> actions.cancel(List.of(job)));
        }
        return true;
    }

    private void priorities(Job job, Rights rights) {
        var priority = menu.addItem("Priority");
        for (var one : Priority.values()) {
            if (one == Priority.LOW || one == Priority.NORMAL || rights.hurries(job)) {
                var item = priority.getSubMenu().addItem(JobWords.priority(one), click -> actions.prioritise(List.of(job), one));
                item.setCheckable(true);
                item.setChecked(job.needs().priority() == one);
            }
        }
        priority.setAriaLabel("Priority, " + JobWords.priority(job.needs().priority()).toLowerCase(Locale.ROOT));
    }

    private void item(String text, Runnable action) { menu.addItem(text, click -> action.run()); }

    private void move(String text, Optional<Places.Move> move) {
        move.ifPresent(its -> item(text, () -> actions.move(its.job(), its.before(), table.places().moves())));
    }
}
