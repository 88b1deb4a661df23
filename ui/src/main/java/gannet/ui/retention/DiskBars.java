package gannet.ui.retention;

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
import com.vaadin.flow.component.html.Span;
import gannet.server.retention.DiskUse.OfProject;
import gannet.ui.Words;
import java.util.List;

/// A project's disk use, a bar for each kind, and its largest runs.
final class DiskBars extends Section {
    DiskBars(OfProject use) {
        addClassName("disk");
        var sizes = use.sizes();
        long largest = Math.max(1, Math.max(Math.max(sizes.checkpoints(), sizes.samples()), Math.max(sizes.rest(), use.dataSets())));
        add(new H2("On the disk"), hint(use.runs() == 0
                ? "No run has been measured yet. A run is measured within a minute or two of its end."
                : "Of " + Words.count(use.runs(), "run", "runs") + ", measured when each ended or lost something."));
        add(bar("Checkpoints", sizes.checkpoints(), largest), bar("Samples", sizes.samples(), largest), bar("Rest of runs", sizes.rest(), largest),
                bar("Data sets", use.dataSets(), largest));
        if (!use.largest().isEmpty()) {
            add(new H2("Largest runs"), table(use));
        }
    }

    private static Div bar(String name, long bytes, long largest) {
        var fill = new Div();
        fill.addClassName("fill");
        fill.getStyle().set("width", "%.1f%%".formatted(100.0 * bytes / largest));
        var track = new Div(fill);
        track.addClassName("disk-track");
        var size = new Span(Words.bytes(bytes));
        size.addClassName("size");
        var bar = new Div(new Span(name), track, size);
        bar.addClassName("disk-use");
        return bar;
    }

    private static NativeTable table(OfProject use) {
        var heads = new NativeTableRow();
        for (var title : List.of("Run", "Checkpoints", "Samples", "Rest", "All")) {
            var head = new NativeTableHeaderCell(title);
            head.addClassName(title.equals("Run") ? "head-cell" : "n");
            heads.add(head);
        }
        var body = new NativeTableBody();
        for (var run : use.largest()) {
            var row = new NativeTableRow(new NativeTableCell(new Anchor("runs/" + run.run(), "#" + run.run() + " " + run.name())));
            for (long bytes : new long[] {run.sizes().checkpoints(), run.sizes().samples(), run.sizes().rest(), run.sizes().all()}) {
                var cell = new NativeTableCell(Words.bytes(bytes));
                cell.addClassName("n");
                row.add(cell);
            }
            body.add(row);
        }
        return new NativeTable(new NativeTableHeader(heads), body);
    }

    private static Paragraph hint(String text) {
        var hint = new Paragraph(text);
        hint.addClassName("hint");
        return hint;
    }
}
