package gannet.ui.account;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.server.VaadinRequest;
import gannet.parameters.ProblemException;
import gannet.server.account.Sessions;
import gannet.ui.Notice;
import gannet.ui.SessionCookie;
import gannet.ui.Visitor;
import gannet.ui.Words;
import org.jspecify.annotations.Nullable;

/// Where somebody is signed in, and an end to it.
final class SessionList extends Div {
    private final transient Visitor visitor;

    SessionList(Visitor visitor) {
        this.visitor = visitor;
        addClassName("part");
        show();
    }

    private void show() {
        removeAll();
        var hint = new Paragraph("Where you are signed in. A session ends by itself thirty days after its last use. If you do not know one, end it and change your password.");
        hint.addClassName("hint");
        var sessions = visitor.services().accounts().sessions().list(visitor.person(), token());
        var rows = new Rows("Browser", "Begun", "Last used", "");
        for (var session : sessions) {
            rows.row(session.current() ? Rows.title(session.browser(), session.address(), Rows.tag("This one", "run")) : Rows.title(session.browser(), session.address()),
                    rows.time(session.began()), rows.time(session.lastUsed()), session.current() ? Rows.text("") : end(session));
        }
        add(hint, rows);
        if (sessions.size() > 1) {
            add(new Button("End all others", click -> {
                int ended = visitor.services().accounts().sessions().endOthers(visitor.person(), token());
                Notice.good("Ended " + Words.count(ended, "session", "sessions") + ".");
                show();
            }));
        }
    }

    private Button end(Sessions.Session session) {
        var button = new Button("End", click -> {
            try {
                visitor.services().accounts().sessions().end(visitor.person(), session.id());
            } catch (ProblemException refused) {
                refused.problems().forEach(problem -> Notice.bad(problem.message()));
            }
            show();
        });
        button.addThemeNames("small");
        button.setAriaLabel("End " + session.browser() + ", " + session.address());
        return button;
    }

    private static @Nullable String token() { return SessionCookie.token(VaadinRequest.getCurrent()).orElse(null); }
}
