package gannet.ui.account;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.component.textfield.TextField;
import gannet.parameters.ProblemException;
import gannet.server.account.Invitations.Team;
import gannet.server.account.Role;
import gannet.ui.OwnAddress;
import gannet.ui.Visitor;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// For whom an invitation is, into which team, and as what.
final class InviteDialog extends Dialog {
    /// @param issued told the link, which is shown once
    InviteDialog(Visitor visitor, List<Team> teams, Consumer<ShownOnce> issued) {
        super("Invite somebody");
        var name = new TextField("Name");
        var email = new EmailField("E-mail");
        email.setHelperText("If you give one, only that address can be used.");
        var team = new Select<Team>();
        team.setLabel("Team");
        team.setItems(teams);
        team.setItemLabelGenerator(Team::name);
        team.setValue(teams.stream().filter(one -> one.id().equals(visitor.project().teamId())).findFirst().orElseGet(teams::getFirst));
        var role = new Select<Role>();
        role.setLabel("Role");
        role.setItems(Role.values());
        role.setItemLabelGenerator(one -> one.name().charAt(0) + one.name().substring(1).toLowerCase(Locale.ROOT));
        role.setValue(Role.MEMBER);
        var wrong = new Paragraph();
        wrong.addClassName("bad");
        wrong.getElement().setAttribute("role", "alert");
        var fields = new Fields().with("name", name).with("email", email).with("team", team).with("role", role);
        var form = new Div(name, email, team, role, wrong);
        form.addClassName("invite");
        add(form);
        var make = new Button("Make the link", click -> {
            try {
                var made = visitor.services().accounts().invitations().invite(visitor.person(), team.getValue().id(), role.getValue().name(), name.getValue(), email.getValue());
                issued.accept(new ShownOnce("Send this link to " + (made.invitation().name().isEmpty() ? made.invitation().email() : made.invitation().name())
                        + ". It works once, within seven days, and is not shown again.", OwnAddress.of("/join/" + made.token())));
                close();
            } catch (ProblemException refused) {
                wrong.setText(fields.complain(refused));
            }
        });
        make.addThemeNames("primary");
        getFooter().add(new Button("Cancel", click -> close()), make);
    }
}
