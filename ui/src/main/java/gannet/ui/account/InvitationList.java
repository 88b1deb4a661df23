package gannet.ui.account;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import gannet.parameters.ProblemException;
import gannet.server.account.Invitations.Invitation;
import gannet.ui.Notice;
import gannet.ui.Visitor;
import java.util.Locale;

/// Invitations that nobody has used yet.
final class InvitationList extends Section {
    private final transient Visitor visitor;

    InvitationList(Visitor visitor) {
        this.visitor = visitor;
        show();
    }

    void show() {
        removeAll();
        var open = visitor.services().accounts().invitations().list(visitor.person());
        setVisible(!open.isEmpty());
        var rows = new Rows("Open invitation", "Into", "By", "Ends", "");
        for (var invitation : open) {
            rows.row(Rows.title(name(invitation), invitation.name().isEmpty() ? "" : invitation.email()),
                    Rows.text(invitation.teamName() + ", as " + invitation.role().name().toLowerCase(Locale.ROOT)), Rows.text(invitation.createdBy()),
                    rows.time(invitation.expires()), withdraw(invitation));
        }
        add(new H2("Open invitations"), rows);
    }

    private static String name(Invitation invitation) { return invitation.name().isEmpty() ? invitation.email() : invitation.name(); }

    private Button withdraw(Invitation invitation) {
        var button = new Button("Withdraw", click -> {
            try {
                visitor.services().accounts().invitations().withdraw(visitor.person(), invitation.id());
                Notice.good("The link for " + name(invitation) + " is dead.");
            } catch (ProblemException refused) {
                refused.problems().forEach(problem -> Notice.bad(problem.message()));
            }
            show();
        });
        button.addThemeNames("small");
        button.setAriaLabel("Withdraw the invitation for " + name(invitation));
        return button;
    }
}
