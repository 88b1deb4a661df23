package gannet.ui.retention;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import gannet.parameters.ProblemException;
import gannet.server.retention.Retention.Going;
import gannet.server.retention.Retention.Preview;
import gannet.server.retention.Retention.Thinned;
import gannet.ui.Notice;
import gannet.ui.Visitor;
import gannet.ui.Words;
import java.util.ArrayList;
import java.util.List;

/// What would be deleted, shown when somebody asks, and deleted when they say so.
final class Doomed extends Section {
    private static final int SHOWN = 200;

    private final transient Visitor visitor;
    private final boolean mayDelete;
    private final transient Runnable deleted;
    private final Div list = new Div();

    Doomed(Visitor visitor, boolean mayDelete, Runnable deleted) {
        this.visitor = visitor;
        this.mayDelete = mayDelete;
        this.deleted = deleted;
        addClassName("doomed");
        var hint = new Paragraph("What the saved rules do not keep of ended runs. A run's newest checkpoint, those with a name and those that a fork goes on from always stay; so do its first and last sample and those that somebody marked.");
        hint.addClassName("hint");
        list.getElement().setAttribute("aria-live", "polite");
        add(new H2("What would go"), hint, new Button("Show what would be deleted", click -> look()), list);
    }

    /// What was shown held for the rules as they were.
    void forget() { list.removeAll(); }

    private void look() {
        list.removeAll();
        var preview = visitor.services().retention().preview(visitor.person(), visitor.project().id());
        if (preview.isEmpty()) {
            list.add(new Paragraph("Nothing: the rules keep everything there is."));
            return;
        }
        var total = new Paragraph(total(preview) + (preview.more() ? ", and more the next time" : "") + ".");
        total.addClassName("b");
        list.add(total);
        if (!preview.checkpoints().isEmpty()) {
            list.add(checkpoints(preview.checkpoints()));
        }
        if (!preview.samples().isEmpty()) {
            list.add(samples(preview.samples()));
        }
        int hidden = Math.max(0, preview.checkpoints().size() - SHOWN) + Math.max(0, preview.samples().size() - SHOWN);
        if (hidden > 0) {
            list.add(new Paragraph("And " + Words.count(hidden, "line", "lines") + " more; GET /api/v1/projects/" + visitor.project().id() + "/retention/preview lists all."));
        }
        if (mayDelete) {
            var delete = new Button("Delete these now…", click -> ask(preview));
            delete.addThemeNames("primary", "error");
            list.addComponentAtIndex(1, delete);
        }
    }

    private void ask(Preview preview) {
        var dialog = new ConfirmDialog("Delete " + total(preview) + "?", "Nobody can bring them back, and nothing can go on from a checkpoint that is gone. Curves and logs stay.",
                "Delete", event -> delete(preview));
        dialog.setConfirmButtonTheme("primary error");
        dialog.setCancelable(true);
        dialog.open();
    }

    private void delete(Preview preview) {
        try {
            var done = visitor.services().retention().delete(visitor.person(), visitor.project().id(), preview.token());
            Notice.good("Deleted " + counts(done.checkpoints(), done.samples()) + ", " + Words.bytes(done.bytes()) + ".");
            deleted.run();
        } catch (ProblemException e) {
            e.problems().forEach(problem -> Notice.bad(problem.message()));
        }
        look();
    }

    private static String total(Preview preview) { return counts(preview.checkpoints().size(), preview.sampleCount()) + ", " + Words.bytes(preview.bytes()); }

    private static String counts(int checkpoints, int samples) {
        var parts = new ArrayList<String>();
        if (checkpoints > 0 || samples == 0) {
            parts.add(Words.count(checkpoints, "checkpoint", "checkpoints"));
        }
        if (samples > 0) {
            parts.add(Words.count(samples, "sample", "samples"));
        }
        return String.join(" and ", parts);
    }

    private static NativeTable checkpoints(List<Going> going) {
        var body = new NativeTableBody();
        going.stream().limit(SHOWN).forEach(each -> body.add(row(each.run(), each.name(), Words.count(each.step()), each.bytes())));
        return table("Checkpoint of step", body);
    }

    private static NativeTable samples(List<Thinned> thinned) {
        var body = new NativeTableBody();
        thinned.stream().limit(SHOWN).forEach(each -> body.add(row(each.run(), each.name(), Words.count(each.steps().size()) + " of " + Words.count(each.of()), each.bytes())));
        return table("Samples", body);
    }

    private static NativeTableRow row(long run, String name, String what, long size) {
        var shown = new NativeTableCell(what);
        shown.addClassName("n");
        var bytes = new NativeTableCell(Words.bytes(size));
        bytes.addClassName("n");
        return new NativeTableRow(new NativeTableCell(new Anchor("runs/" + run, "#" + run + " " + name)), shown, bytes);
    }

    private static NativeTable table(String what, NativeTableBody body) {
        var head = new NativeTableHeaderCell(what);
        head.addClassName("n");
        var size = new NativeTableHeaderCell("Size");
        size.addClassName("n");
        var run = new NativeTableHeaderCell("Run");
        run.addClassName("head-cell");
        return new NativeTable(new NativeTableHeader(new NativeTableRow(run, head, size)), body);
    }
}
