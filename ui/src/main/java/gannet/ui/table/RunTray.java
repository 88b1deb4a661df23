package gannet.ui.table;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import gannet.parameters.ProblemException;
import gannet.server.experiment.Run;
import gannet.ui.Glyph;
import gannet.ui.Notice;
import gannet.ui.PageTroubles;
import gannet.ui.Visitor;
import gannet.ui.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// What can be done with the runs that are chosen.
public final class RunTray extends Div {
    private static final int MOST_COMPARED = 100;

    private final transient Visitor visitor;
    private final transient Runnable done;
    private final Span count = new Span();
    private final Anchor compare = new Anchor("compare", Glyph.COMPARE.icon(14), new Span("Compare"));
    private final Button note;
    private final Button stop;
    private final Button requeue;
    private transient List<Run> runs = List.of();

    /// @param done shows what has become of them    @param none chooses none
    public RunTray(Visitor visitor, Runnable done, Runnable none) {
        this.visitor = visitor;
        this.done = done;
        addClassName("tray");
        getElement().setAttribute("role", "toolbar").setAttribute("aria-label", "Chosen runs");
        count.addClassName("b");
        count.getElement().setAttribute("aria-live", "polite");
        compare.addClassNames("btn", "p");
        note = button("Note…", Glyph.TEXT, this::write);
        stop = button("Stop…", Glyph.STOP, this::stop);
        requeue = button("Requeue", Glyph.START, this::requeue);
        var clear = button("Choose none", Glyph.X, none);
        clear.addThemeNames("tertiary");
        add(count, compare, button("Tag…", Glyph.STAR, this::tag), note, stop, requeue, button("Archive", Glyph.FOLDER, () -> archive(true)),
                button("Take back", Glyph.OUT, () -> archive(false)), clear);
        show(Set.of());
    }

    public void show(Set<Run> chosen) {
        runs = chosen.stream().sorted(Comparator.comparing(Run::number)).toList();
        setVisible(!runs.isEmpty());
        count.setText(Words.count(runs.size(), "run chosen", "runs chosen"));
        compare.setVisible(runs.size() >= 2 && runs.size() <= MOST_COMPARED);
        compare.setHref("compare?runs=" + runs.stream().map(run -> Long.toString(run.number())).collect(Collectors.joining(",")));
        note.setVisible(runs.size() == 1);
        stop.setVisible(runs.stream().anyMatch(run -> !run.state().isOver()));
        requeue.setVisible(runs.stream().anyMatch(run -> run.state().isOver()));
    }

    private List<Long> numbers() { return runs.stream().map(Run::number).toList(); }

    private void tag() {
        var add = new TextField("Tags to write, with spaces between them");
        var remove = new TextField("Tags to take away");
        ask("Tags of " + Words.count(runs.size(), "run", "runs"), new Div(add, remove), "Save tags", () -> {
            visitor.services().marks().tag(visitor.person(), numbers(), words(add.getValue()), words(remove.getValue()));
            Notice.good("The tags are saved.");
        });
    }

    private void write() {
        var text = new TextArea("Note");
        var run = runs.getFirst().number();
        var before = visitor.services().marks().note(visitor.person(), run);
        text.setValue(before);
        text.setWidth("100%");
        ask("Note on run " + run, text, "Save note", () -> {
            visitor.services().marks().note(visitor.person(), run, before, text.getValue());
            Notice.good("The note is saved.");
        });
    }

    private void stop() {
        var live = runs.stream().filter(run -> !run.state().isOver()).toList();
        ask("Stop " + Words.count(live.size(), "run", "runs") + "?", new Span("Those that train write a checkpoint first, so they can go on from there later."),
                live.size() == 1 ? "Stop the run" : "Stop " + Words.count(live.size()) + " runs",
                () -> each(live, "stopped", run -> visitor.services().runs().stop(visitor.person(), run.number())));
    }

    private void requeue() {
        each(runs.stream().filter(run -> run.state().isOver()).toList(), "queued again", run -> visitor.services().runs().resume(visitor.person(), run.number()));
        done.run();
    }

    private void archive(boolean archived) {
        visitor.services().marks().archive(visitor.person(), numbers(), archived);
        Notice.good(Words.count(runs.size(), "run was ", "runs were ") + (archived ? "archived; archived:yes finds them." : "taken out of the archive."));
        done.run();
    }

    /// As many as can be; the rest is told.
    private static void each(List<Run> runs, String did, Consumer<Run> action) {
        var problems = new ArrayList<String>();
        for (var run : runs) {
            try {
                action.accept(run);
            } catch (ProblemException e) {
                problems.add(PageTroubles.sentence(e));
            }
        }
        var good = Words.count(runs.size() - problems.size(), "run was ", "runs were ") + did + ".";
        if (problems.isEmpty()) {
            Notice.good(good);
        } else {
            Notice.bad(good + "\n" + new LinkedHashSet<>(problems).stream().limit(4).collect(Collectors.joining("\n")));
        }
    }

    private void ask(String title, Component content, String button, Runnable action) {
        var dialog = new ConfirmDialog();
        dialog.setHeader(title);
        dialog.add(content);
        dialog.setCancelable(true);
        dialog.setConfirmText(button);
        dialog.addConfirmListener(confirm -> {
            try {
                action.run();
            } catch (ProblemException refused) {
                ask(title, content, button, action); // with what was typed
                throw refused;
            }
            done.run();
        });
        dialog.open();
    }

    private static List<String> words(String text) { return Arrays.stream(text.strip().split("[\\s,]+")).filter(word -> !word.isEmpty()).toList(); }

    private static Button button(String text, Glyph glyph, Runnable action) {
        var button = new Button(text, glyph.icon(14), click -> action.run());
        button.addThemeNames("small");
        return button;
    }
}
