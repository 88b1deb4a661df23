package gannet.ui.account;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import gannet.ui.Words;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A table whose first column says what it is about, in two lines, and whose last one holds what can be done.
final class Rows extends Div {
    private final NativeTableBody body = new NativeTableBody();
    private final Words words = Words.here();

    Rows(String... heads) {
        addClassName("rows");
        var row = new NativeTableRow();
        for (var head : heads) {
            row.add(new NativeTableHeaderCell(head));
        }
        add(new NativeTable(new NativeTableHeader(row), body));
    }

    NativeTableRow row(Component... cells) {
        var row = new NativeTableRow();
        for (var cell : cells) {
            row.add(new NativeTableCell(cell));
        }
        body.add(row);
        return row;
    }

    static Div title(String text, String below, Component... tags) {
        var name = new Span(text);
        name.addClassName("b");
        var line = new Div(name);
        line.addClassName("line");
        line.add(tags);
        var small = new Div(below);
        small.addClassNames("s", "m3");
        return new Div(line, small);
    }

    static Span tag(String text, String manner) {
        var tag = new Span(text);
        tag.addClassNames("tag", manner);
        return tag;
    }

    static Span text(String text) { return new Span(text); }

    Span time(@Nullable Instant time) {
        var span = new Span(time == null ? "–" : words.time(time));
        if (time != null) {
            span.setTitle(words.fullTime(time));
        }
        return span;
    }
}
