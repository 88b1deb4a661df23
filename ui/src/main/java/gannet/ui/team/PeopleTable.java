package gannet.ui.team;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.EmailField;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.account.Policy.TeamAction;
import gannet.server.account.Role;
import gannet.server.team.Member;
import gannet.server.team.Team;
import gannet.ui.Notice;
import gannet.ui.Visitor;
import gannet.ui.Words;
import java.util.Locale;

/// Who belongs to a team; its administrators change it, everybody else reads it and may leave.
final class PeopleTable extends Div {
    private final transient Visitor visitor;
    private final transient Team team;
    private final transient Runnable changed;

    PeopleTable(Visitor visitor, Team team, Runnable changed) {
        this.visitor = visitor;
        this.team = team;
        this.changed = changed;
        boolean governs = visitor.services().policy().allows(visitor.person(), TeamAction.GOVERN, team.id());
        var words = Words.here();
        var table = new Table("Person", "Role", "Since", "Device hours", "");
        for (var member : visitor.services().teams().people(visitor.person(), team.id())) {
            table.row(name(member), governs ? choice(member) : new Span(RoleWords.name(member.role())), new Span(words.time(member.since())),
                    new Span(String.format(Locale.ENGLISH, "%,.1f", member.hours())), leave(member, governs));
        }
        add(table);
        if (governs) {
            add(adding());
        }
        add(RoleWords.legend());
    }

    private static Component name(Member member) {
        var name = new Span(member.name());
        name.addClassName("b");
        var both = new Div(name);
        if (!member.email().isEmpty()) {
            var email = new Div(member.email());
            email.addClassNames("s", "m3");
            both.add(email);
        }
        return both;
    }

    private Component choice(Member member) {
        var choice = roles("Role of " + member.name());
        choice.setValue(member.role());
        choice.addValueChangeListener(change -> {
            if (change.isFromClient()) {
                attempt(() -> visitor.services().teams().change(visitor.person(), team.id(), member.person(), change.getValue()),
                        member.name() + " is now " + RoleWords.name(change.getValue()).toLowerCase(Locale.ROOT) + ".");
            }
        });
        return choice;
    }

    private Component leave(Member member, boolean governs) {
        boolean self = member.person().equals(visitor.person().id());
        if (!self && !governs) {
            return new Span();
        }
        var button = new Button(self ? "Leave" : "Remove", click -> ask(member, self));
        button.addThemeNames("small", "tertiary");
        button.setAriaLabel(self ? "Leave the team" : "Remove " + member.name());
        return button;
    }

    private void ask(Member member, boolean self) {
        var dialog = new ConfirmDialog();
        dialog.setHeader(self ? "Leave " + team.name() + "?" : "Remove " + member.name() + " from " + team.name() + "?");
        dialog.setText("Runs and data that " + (self ? "you" : "they") + " made stay in their projects, under " + (self ? "your" : "their") + " name.");
        dialog.setCancelable(true);
        dialog.setConfirmText(self ? "Leave" : "Remove");
        dialog.addConfirmListener(yes -> {
            attempt(() -> visitor.services().teams().remove(visitor.person(), team.id(), member.person()), self ? "You have left " + team.name() + "." : member.name() + " was removed.");
            if (self) {
                getUI().ifPresent(ui -> ui.getPage().setLocation("/"));
            }
        });
        dialog.open();
    }

    private Component adding() {
        var email = new EmailField("E-mail of somebody who has an account");
        var role = roles("Role");
        role.setLabel("Role");
        role.setValue(Role.MEMBER);
        var add = new Button("Add to the team");
        add.addClickListener(click -> attempt(() -> visitor.services().teams().add(visitor.person(), team.id(), email.getValue(), role.getValue()), email.getValue() + " was added."));
        var row = new Div(email, role, add);
        row.addClassName("adding");
        return row;
    }

    private static Select<Role> roles(String label) {
        var select = new Select<Role>();
        select.setItems(Role.values());
        select.setItemLabelGenerator(RoleWords::name);
        select.setAriaLabel(label);
        return select;
    }

    /// The table is drawn anew whatever came of it, so that it shows what holds.
    private void attempt(Runnable work, String done) {
        try {
            work.run();
            Notice.good(done);
        } catch (ProblemException refused) {
            refused.problems().stream().map(Problem::message).forEach(Notice::bad);
        }
        changed.run();
    }
}
