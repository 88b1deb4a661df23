package gannet.ui.table;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import gannet.server.table.RunTable.Group;
import gannet.ui.Words;
import java.util.List;
import java.util.Locale;

/// How the runs of the table are shared out among the values of one column; each value leads to its runs.
public final class GroupStrip extends Div {
    private static final int MOST = 60;

    public GroupStrip() {
        addClassName("groups");
        getElement().setAttribute("role", "group").setAttribute("aria-label", "Groups");
        setVisible(false);
    }

    /// @param address where the group of a value is shown: the address with its condition added
    public void show(List<Group> groups, TableAddress address) {
        removeAll();
        setVisible(!address.group().isEmpty());
        for (var group : groups.subList(0, Math.min(MOST, groups.size()))) {
            var count = new Span(Words.count(group.runs()));
            count.addClassName("m3");
            var value = new Span(group.value().isEmpty() ? "none" : group.value().toLowerCase(Locale.ROOT).replace('_', ' '));
            var link = new Anchor(address.query((address.query() + " " + group.query()).strip()).path(), value, count);
            link.addClassName("group-value");
            add(link);
        }
        if (groups.size() > MOST) {
            add(new Span("and " + Words.count(groups.size() - MOST) + " more values"));
        }
    }
}
