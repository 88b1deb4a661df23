package gannet.ui.queue;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import gannet.server.queue.Job;
import gannet.server.queue.Priority;
import gannet.server.queue.State;
import gannet.ui.Glyph;
import gannet.ui.Words;
import java.util.List;

/// What can be done with the rows that are chosen.
final class Tray extends Div {
    private final WaitingTable table;
    private final Span count = new Span();
    private final Button pause;
    private final Button resume;
    private final MenuBar priority = new MenuBar();

    Tray(WaitingTable table, JobActions actions) {
        this.table = table;
        addClassName("tray");
        getElement().setAttribute("role", "toolbar").setAttribute("aria-label", "Chosen jobs");
        count.addClassName("b");
        count.getElement().setAttribute("aria-live", "polite");
        pause = button("Pause", Glyph.PAUSE, () -> actions.pause(in(State.QUEUED)));
        resume = button("Resume", Glyph.START, () -> actions.resume(in(State.PAUSED)));
        var cancel = button("Take out", Glyph.X, () -> actions.cancel(table.selected()));
        priority.addThemeVariants(MenuBarVariant.LUMO_SMALL);
        var menu = priority.addItem("Priority").getSubMenu();
        for (var one : Priority.values()) {
            menu.addItem(JobWords.priority(one), click -> actions.prioritise(table.selected(), one));
        }
        var none = button("Choose none", Glyph.X, table::deselectAll);
        none.setIcon(null);
        none.addThemeNames("tertiary");
        add(count, pause, resume, priority, cancel, none);
        table.addSelectionListener(change -> show());
        show();
    }

    private List<Job> in(State state) { return table.selected().stream().filter(job -> job.state() == state).toList(); }

    private static Button button(String text, Glyph glyph, Runnable action) {
        var button = new Button(text, glyph.icon(14), click -> action.run());
        button.addThemeNames("small");
        return button;
    }

    /// After the jobs have changed.
    void show() {
        var selected = table.selected();
        setVisible(!selected.isEmpty());
        count.setText(Words.count(selected.size(), "job", "jobs") + " chosen");
        pause.setVisible(!in(State.QUEUED).isEmpty());
        resume.setVisible(!in(State.PAUSED).isEmpty());
    }
}
