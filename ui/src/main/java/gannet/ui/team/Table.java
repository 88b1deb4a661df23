package gannet.ui.team;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;

/// A plain table of this page.
final class Table extends NativeTable {
    private final NativeTableBody body = new NativeTableBody();

    Table(String... heads) {
        var row = new NativeTableRow();
        for (var head : heads) {
            row.add(new NativeTableHeaderCell(head));
        }
        add(new NativeTableHeader(row), body);
    }

    void row(Component... cells) {
        var row = new NativeTableRow();
        for (var cell : cells) {
            row.add(new NativeTableCell(cell));
        }
        body.add(row);
    }
}
