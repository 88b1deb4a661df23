package gannet.ui.account;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.ui.PageHead;
import gannet.ui.Shell;
import gannet.ui.Visitor;

/// `/admin/accounts?q=`: invitations for those who administer a team, and everybody's accounts for those who run the server.
@Route(value = "admin/accounts", layout = Shell.class)
@StyleSheet("account.css")
public final class AccountsPage extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private final transient Visitor visitor;

    public AccountsPage(Visitor visitor) {
        this.visitor = visitor;
        addClassName("accounts");
    }

    @Override public void beforeEnter(BeforeEnterEvent event) {
        removeAll();
        var teams = visitor.services().accounts().invitations().teams(visitor.person());
        if (teams.isEmpty()) {
            throw new ProblemException(Problem.Kind.FORBIDDEN, "", "Accounts are looked after by administrators of a team and of the server; ask one of them");
        }
        var shown = new Div();
        var invitations = new InvitationList(visitor);
        var invite = new Button("Invite somebody…", click -> new InviteDialog(visitor, teams, issued -> {
            shown.removeAll();
            shown.add(issued);
            invitations.show();
        }).open());
        invite.addThemeNames("primary");
        add(new PageHead("Accounts").actions(invite), shown, invitations);
        if (visitor.person().administrator()) {
            add(new PeopleList(visitor, event.getLocation().getQueryParameters().getSingleParameter("q").orElse(""), link -> {
                shown.removeAll();
                shown.add(link);
                shown.scrollIntoView();
            }));
        }
    }

    @Override public String getPageTitle() { return "Accounts · Gannet"; }
}
