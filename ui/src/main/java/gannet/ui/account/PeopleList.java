package gannet.ui.account;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import gannet.parameters.ProblemException;
import gannet.server.account.People;
import gannet.server.account.People.Account;
import gannet.ui.Empty;
import gannet.ui.Glyph;
import gannet.ui.Notice;
import gannet.ui.OwnAddress;
import gannet.ui.Visitor;
import java.util.ArrayList;
import java.util.function.Consumer;

/// Everybody who has an account, and what an administrator does for them.
final class PeopleList extends Section {
    private final transient Visitor visitor;
    private final transient Consumer<ShownOnce> issued;
    private final TextField search = new TextField();

    PeopleList(Visitor visitor, String asked, Consumer<ShownOnce> issued) {
        this.visitor = visitor;
        this.issued = issued;
        search.setPlaceholder("Name or address");
        search.setAriaLabel("Find people");
        search.setPrefixComponent(Glyph.SEARCH.icon(14));
        search.setClearButtonVisible(true);
        search.setValue(asked);
        search.setValueChangeMode(ValueChangeMode.LAZY);
        search.addValueChangeListener(change -> {
            UI.getCurrent().getPage().getHistory().replaceState(null, "admin/accounts" + (search.isEmpty() ? "" : "?q=" + java.net.URLEncoder.encode(search.getValue(), java.nio.charset.StandardCharsets.UTF_8)));
            show();
        });
        show();
    }

    private void show() {
        if (search.getParent().isEmpty()) {
            add(new H2("People"), search);
        }
        getChildren().skip(2).toList().forEach(this::remove);
        var people = visitor.services().accounts().people().list(visitor.person(), search.getValue());
        if (people.isEmpty()) {
            add(new Empty("Nobody is called so."));
            return;
        }
        var rows = new Rows("Person", "Teams", "Last seen", "");
        people.forEach(person -> rows.row(Rows.title(person.name(), person.email(), tags(person)), Rows.text(String.join(", ", person.teams())),
                rows.time(person.lastSeen()), menu(person)).setClassName("off", person.deactivated() != null));
        add(rows);
        if (people.size() == People.MOST_LISTED) {
            add(new Empty("And more: type a part of the name."));
        }
    }

    private static Span[] tags(Account person) {
        var tags = new ArrayList<Span>();
        if (person.administrator()) {
            tags.add(Rows.tag("Runs the server", "run"));
        }
        if (person.deactivated() != null) {
            tags.add(Rows.tag("Deactivated", "warn"));
        }
        if (!person.hasPassword()) {
            tags.add(Rows.tag("No password", "plain"));
        }
        return tags.toArray(Span[]::new);
    }

    private MenuBar menu(Account person) {
        var bar = new MenuBar();
        bar.addThemeNames("tertiary", "small", "icon");
        var more = bar.addItem(Glyph.MORE.icon(14));
        more.setAriaLabel("What to do with " + person.name());
        var menu = more.getSubMenu();
        var people = visitor.services().accounts().people();
        var self = person.id().equals(visitor.person().id());
        if (person.deactivated() != null) {
            menu.addItem("Reactivate", click -> attempt(() -> people.reactivate(visitor.person(), person.id()), person.name() + " can sign in again."));
            return bar;
        }
        menu.addItem("Make a link for a new password", click -> reset(person));
        if (!person.emailVouched() && visitor.services().openId().isPresent()) {
            menu.addItem("Vouch for the address…", click -> vouch(person));
        }
        if (!self) {
            menu.addItem(person.administrator() ? "No longer runs the server" : "Runs the server as well", click -> attempt(
                    () -> people.appoint(visitor.person(), person.id(), !person.administrator()), "Done."));
            menu.addSeparator();
            menu.addItem("Deactivate…", click -> deactivate(person));
        }
        return bar;
    }

    private void reset(Account person) {
        attempt(() -> {
            var link = visitor.services().accounts().resets().issue(visitor.person(), person.id());
            issued.accept(new ShownOnce("Hand this link to " + link.name() + ", and to nobody else: it sets a new password. It works once, within 24 hours, and is not shown again.",
                    OwnAddress.of("/reset/" + link.token())));
        }, "");
    }

    private void vouch(Account person) {
        var dialog = new ConfirmDialog("Is " + person.email() + " the address of " + person.name() + "?",
                "Nobody has said so but whoever has the account. If you do, who signs in by your provider with this address comes into the account, and their groups count for it. Ask them if you are not sure.",
                "Vouch for it", confirmed -> attempt(() -> visitor.services().accounts().people().vouch(visitor.person(), person.id(), person.email()), person.name() + " can sign in by your provider."));
        dialog.setCancelable(true);
        dialog.open();
    }

    private void deactivate(Account person) {
        var dialog = new ConfirmDialog("Deactivate " + person.name() + "?", "Their sessions end and their API tokens are gone, at once. What trains goes on, and what they did keeps their name.",
                "Deactivate", confirmed -> attempt(() -> visitor.services().accounts().people().deactivate(visitor.person(), person.id()), person.name() + " is deactivated."));
        dialog.setConfirmButtonTheme("primary error");
        dialog.setCancelable(true);
        dialog.open();
    }

    private void attempt(Runnable work, String done) {
        try {
            work.run();
            if (!done.isEmpty()) {
                Notice.good(done);
            }
        } catch (ProblemException refused) {
            refused.problems().forEach(problem -> Notice.bad(problem.message()));
        }
        show();
    }
}
