package gannet.ui.team;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import gannet.server.team.AuditLog.Entry;
import gannet.ui.Visitor;
import gannet.ui.Words;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A page of the audit log.
final class AuditTable extends Div {
    private static final int ROWS = 50;

    /// @param team whose; null for everything
    AuditTable(Visitor visitor, @Nullable UUID team, String words, long before) {
        addClassName("audit");
        var page = visitor.services().audit().page(visitor.person(), team, words, before, ROWS);
        if (page.entries().isEmpty()) {
            add(TeamPage.hint(words.isEmpty() ? "Nothing has been changed yet." : "Nothing that was noted has these words."));
            return;
        }
        var times = Words.here();
        var table = new Table("When", "Who", "What", "On", "Before", "After");
        for (var entry : page.entries()) {
            var when = new Span(times.time(entry.time()));
            when.setTitle(times.fullTime(entry.time()));
            table.row(when, who(entry), new Span(entry.what().replace('.', ' ').replace('-', ' ')), new Span(entry.name()), new Span(entry.before()), new Span(entry.after()));
        }
        add(table);
        if (page.next() != 0 && team == null) {
            var older = new Anchor("admin/audit?before=" + page.next() + "&q=" + URLEncoder.encode(words, StandardCharsets.UTF_8), "Older");
            older.addClassName("btn");
            add(older);
        }
    }

    private static Component who(Entry entry) {
        var both = new Div(new Span(entry.who().isEmpty() ? "Nobody signed in" : entry.who()));
        if (!entry.address().isEmpty()) {
            var from = new Div(entry.address());
            from.addClassNames("s", "m3");
            both.add(from);
        }
        return both;
    }
}
