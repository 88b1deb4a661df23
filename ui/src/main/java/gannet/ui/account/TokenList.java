package gannet.ui.account;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import gannet.parameters.ProblemException;
import gannet.server.account.ApiTokens;
import gannet.server.account.Scope;
import gannet.ui.Empty;
import gannet.ui.Notice;
import gannet.ui.Visitor;
import gannet.ui.Words;
import java.time.Instant;

/// API tokens: made, shown once, listed, revoked.
final class TokenList extends Div {
    private final transient Visitor visitor;
    private final Div made = new Div();
    private final Div list = new Div();

    TokenList(Visitor visitor) {
        this.visitor = visitor;
        addClassName("form");
        var existing = new Section(new H2("Your tokens"), list);
        add(made, maker(), existing);
        show();
    }

    private Section maker() {
        var name = new TextField("What it is for");
        name.setPlaceholder("nightly sweep");
        var scope = new RadioButtonGroup<Scope>("It may");
        scope.setItems(Scope.values());
        scope.setItemLabelGenerator(Scope::words);
        scope.setValue(Scope.READ);
        scope.addClassName("scopes");
        var days = new Select<Integer>();
        days.setLabel("It ends after");
        days.setItems(7, 30, 90, ApiTokens.LONGEST_DAYS - 1);
        days.setItemLabelGenerator(count -> count == ApiTokens.LONGEST_DAYS - 1 ? "a year" : Words.count(count, "day", "days"));
        days.setValue(90);
        var fields = new Fields().with("name", name).with("scope", scope).with("days", days);
        var make = new Button("Make a token", click -> {
            fields.clear();
            try {
                var token = visitor.services().accounts().tokens().make(visitor.person(), name.getValue(), scope.getValue().name(), days.getValue());
                made.removeAll();
                made.add(new ShownOnce("The token \"" + token.token().name() + "\". Copy it now: it is not shown again.", token.secret()));
                name.clear();
                show();
            } catch (ProblemException refused) {
                var rest = fields.complain(refused);
                if (!rest.isEmpty()) {
                    Notice.bad(rest);
                }
            }
        });
        make.addThemeNames("primary");
        var hint = new Paragraph("For programs that act in your name. They send it as \"Authorization: Bearer gannet_…\", and may never do more than you may.");
        hint.addClassName("hint");
        return new Section(new H2("Make a token"), hint, name, scope, days, make);
    }

    private void show() {
        list.removeAll();
        var tokens = visitor.services().accounts().tokens().list(visitor.person());
        if (tokens.isEmpty()) {
            list.add(new Empty("You have no tokens."));
            return;
        }
        var rows = new Rows("Token", "Ends", "Last used", "");
        for (var token : tokens) {
            boolean over = !token.expires().isAfter(Instant.now());
            rows.row(over ? Rows.title(token.name(), "May " + token.scope().words(), Rows.tag("Over", "warn")) : Rows.title(token.name(), "May " + token.scope().words()),
                    rows.time(token.expires()), rows.time(token.lastUsed()), revoke(token));
        }
        list.add(rows);
    }

    private Button revoke(ApiTokens.Token token) {
        var button = new Button("Revoke…", click -> {
            var dialog = new ConfirmDialog("Revoke \"" + token.name() + "\"?", "Programs that use it are refused from now on.", "Revoke", confirmed -> {
                try {
                    visitor.services().accounts().tokens().revoke(visitor.person(), token.id());
                } catch (ProblemException refused) {
                    refused.problems().forEach(problem -> Notice.bad(problem.message()));
                }
                made.removeAll();
                show();
            });
            dialog.setConfirmButtonTheme("primary error");
            dialog.setCancelable(true);
            dialog.open();
        });
        button.addThemeNames("small");
        button.setAriaLabel("Revoke " + token.name());
        return button;
    }
}
