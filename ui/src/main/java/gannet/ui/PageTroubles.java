package gannet.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.CustomizedSystemMessages;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ErrorHandler;
import com.vaadin.flow.server.SystemMessages;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one place where what went wrong becomes what a person reads. A page shows a problem itself only where it knows a
/// better place for it, such as the field that it is about.
public final class PageTroubles implements ErrorHandler {
    private static final long serialVersionUID = 1;
    private static final Logger LOG = LoggerFactory.getLogger(PageTroubles.class);

    @Override
    public void error(ErrorEvent event) {
        if (UI.getCurrent() != null) {
            Notice.bad(sentence(event.getThrowable()));
        } else {
            sentence(event.getThrowable());
        }
    }

    /// All problems in words. What is our own fault goes to the log, under an incident's number that the person is told.
    public static String sentence(Throwable thrown) {
        var problems = problems(thrown);
        if (problems.isEmpty() || problems.getFirst().kind() == Problem.Kind.INTERNAL) {
            var incident = UUID.randomUUID().toString().substring(0, 8);
            LOG.error("Incident {} on a page", incident, thrown);
            return "Gannet made a mistake here. Nothing that was saved is lost. Whoever runs the server finds it in the log as incident "
                    + incident + ".";
        }
        return problems.stream().map(Problem::message).collect(Collectors.joining("\n"));
    }

    /// Empty if it was no [ProblemException].
    public static List<Problem> problems(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException problem) {
                return problem.problems();
            }
        }
        return List.of();
    }

    static SystemMessages systemMessages() {
        var messages = new CustomizedSystemMessages();
        messages.setSessionExpiredNotificationEnabled(false);
        messages.setInternalErrorCaption("Gannet made a mistake here");
        messages.setInternalErrorMessage("Nothing that was saved is lost. Press here to load the page again.");
        messages.setCookiesDisabledCaption("Gannet needs cookies");
        messages.setCookiesDisabledMessage("It keeps one, which says that you are signed in. Allow it and load the page again.");
        return messages;
    }

    static void sayWhenOffline(UI ui) {
        var dialog = ui.getReconnectDialogConfiguration();
        dialog.setDialogText("Not connected. Training goes on. Trying again.");
        dialog.setDialogTextGaveUp("Not connected. Training goes on. Load the page again when the server is back.");
        dialog.setReconnectAttempts(100_000);
        dialog.setReconnectInterval(2_000);
    }
}
