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
import gannet.server.retention.Retention.Preview;
import gannet.ui.Notice;
import gannet.ui.Visitor;
import gannet.ui.Words;

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
        var hint = new Paragraph("Checkpoints of ended runs that the saved rules do not keep. A run's newest, those with a name, and those that a fork goes on from always stay.");
        hint.addClassName("hint");
        list.getElement().setAttribute("aria-live", "polite");
        add(new H2("What would go"), hint, new Button("Show what would be deleted", click -> look()), list);
    }

    /// What was shown held for the rules as they were.
    void forget() { list.removeAll(); }

    private void look() {
        list.removeAll();
        var preview = visitor.services().retention().preview(visitor.person(), visitor.project().id());
        if (preview.checkpoints().isEmpty()) {
            list.add(new Paragraph("Nothing: the rules keep every checkpoint there is."));
            return;
        }
        var total = new Paragraph(total(preview) + (preview.more() ? ", and more the next time" : "") + ".");
        total.addClassName("b");
        list.add(total, table(preview));
        if (preview.checkpoints().size() > SHOWN) {
            list.add(new Paragraph("And " + Words.count(preview.checkpoints().size() - SHOWN) + " more; GET /api/v1/projects/" + visitor.project().id() + "/retention/preview lists all."));
        }
        if (mayDelete) {
            var delete = new Button("Delete these now…", click -> ask(preview));
            delete.addThemeNames("primary", "error");
            list.addComponentAtIndex(1, delete);
        }
    }

    private void ask(Preview preview) {
        var dialog = new ConfirmDialog("Delete " + total(preview) + "?", "Nothing can go on from them then, and nobody can bring them back. Samples, curves and logs stay.",
                "Delete", event -> delete(preview));
        dialog.setConfirmButtonTheme("primary error");
        dialog.setCancelable(true);
        dialog.open();
    }

    private void delete(Preview preview) {
        try {
            var done = visitor.services().retention().delete(visitor.person(), visitor.project().id(), preview.token());
            Notice.good("Deleted " + Words.count(done.checkpoints(), "checkpoint", "checkpoints") + ", " + Words.bytes(done.bytes()) + ".");
            deleted.run();
        } catch (ProblemException e) {
            e.problems().forEach(problem -> Notice.bad(problem.message()));
        }
        look();
    }

    private static String total(Preview preview) { return Words.count(preview.checkpoints().size(), "checkpoint", "checkpoints") + ", " + Words.bytes(preview.bytes()); }

    private static NativeTable table(Preview preview) {
        var step = new NativeTableHeaderCell("Step");
        step.addClassName("n");
        var size = new NativeTableHeaderCell("Size");
        size.addClassName("n");
        var body = new NativeTableBody();
        preview.checkpoints().stream().limit(SHOWN).forEach(going -> {
            var at = new NativeTableCell(Words.count(going.step()));
            at.addClassName("n");
            var bytes = new NativeTableCell(Words.bytes(going.bytes()));
            bytes.addClassName("n");
            body.add(new NativeTableRow(new NativeTableCell(new Anchor("runs/" + going.run(), "#" + going.run() + " " + going.name())), at, bytes));
        });
        var run = new NativeTableHeaderCell("Run");
        run.addClassName("head-cell");
        return new NativeTable(new NativeTableHeader(new NativeTableRow(run, step, size)), body);
    }
}
