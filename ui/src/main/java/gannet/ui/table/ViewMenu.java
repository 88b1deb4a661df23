package gannet.ui.table;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import com.vaadin.flow.component.textfield.TextField;
import gannet.server.table.SavedView;
import gannet.ui.Glyph;
import gannet.ui.Notice;
import gannet.ui.Visitor;
import java.util.function.Supplier;

/// Looks at the table that the team has named.
public final class ViewMenu extends Div {
    private final transient Visitor visitor;
    private final transient Supplier<String> here;
    private final Div list = new Div();
    private final TextField name = new TextField("Save what is shown as");

    /// @param here what follows the question mark in the page's address
    public ViewMenu(Visitor visitor, Supplier<String> here) {
        this.visitor = visitor;
        this.here = here;
        addClassName("view-menu");
        var button = new Button("Saved views", Glyph.STAR.icon());
        button.addThemeNames("small", "tertiary");
        list.addClassName("views");
        name.setMaxLength(100);
        var save = new Button("Save view", click -> save());
        save.addThemeNames("small");
        var popover = new Popover(list, name, save);
        popover.setTarget(button);
        popover.setPosition(PopoverPosition.BOTTOM_END);
        popover.setAriaLabel("Saved views");
        popover.addOpenedChangeListener(change -> {
            if (change.isOpened()) {
                show();
            }
        });
        add(button, popover);
    }

    private void show() {
        list.removeAll();
        var views = visitor.services().marks().views(visitor.person(), visitor.project().id());
        views.forEach(view -> list.add(row(view)));
        if (views.isEmpty()) {
            list.add(new Span("No views yet. One keeps filter, order, columns and groups under a name, for everybody in the project."));
        }
    }

    private Div row(SavedView view) {
        var link = new Anchor("runs" + (view.address().isEmpty() ? "" : "?" + view.address()), view.name());
        link.setTitle("Saved by " + view.createdBy());
        var remove = new Button(Glyph.X.icon(14), click -> {
            visitor.services().marks().forget(visitor.person(), view.id());
            Notice.good("The view \"" + view.name() + "\" was deleted.");
            show();
        });
        remove.addThemeNames("small", "tertiary", "icon");
        remove.setAriaLabel("Delete the view " + view.name());
        var row = new Div(link, remove);
        row.addClassName("view");
        return row;
    }

    private void save() {
        visitor.services().marks().save(visitor.person(), visitor.project().id(), name.getValue(), here.get());
        Notice.good("Everybody in the project finds the view \"" + name.getValue().strip() + "\" now.");
        name.clear();
        show();
    }
}
