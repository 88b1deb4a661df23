package gannet.ui.notification;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.notification.Channel;
import gannet.server.notification.Notifications;
import gannet.ui.Notice;
import gannet.ui.PageHead;
import gannet.ui.Shell;
import gannet.ui.Visitor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// `/settings/notifications`: what a person wishes to be told, by which ways, and what was sent.
@Route(value = "settings/notifications", layout = Shell.class)
public final class NotificationSettingsPage extends Div implements HasDynamicTitle {
    private final transient Visitor visitor;
    private final TextField minutes = new TextField("A run waits longer than");
    private final EndsField pageEnds = new EndsField("Show ends of runs");
    private final Checkbox mail = new Checkbox();
    private final EndsField mailEnds = new EndsField("Write of ends of runs");
    private final TextField webhook = new TextField("Address");
    private final EndsField webhookEnds = new EndsField("Tell ends of runs");
    private final SecretField secret;
    private final TestButton mailTest;
    private final TestButton webhookTest;
    private final DeliveryList deliveries = new DeliveryList();
    private final Paragraph wrong = new Paragraph();
    private transient Notifications.@Nullable Following following;

    public NotificationSettingsPage(Visitor visitor) {
        this.visitor = visitor;
        secret = new SecretField(() -> show(visitor.services().notifications().renewSecret(visitor.person())));
        mailTest = new TestButton(visitor, Channel.MAIL, this::isSaved);
        webhookTest = new TestButton(visitor, Channel.WEBHOOK, this::isSaved);
        addClassName("settings");
        var save = new Button("Save", click -> {
            if (isSaved()) {
                Notice.good("Saved.");
            }
        });
        save.addThemeVariants(ButtonVariant.PRIMARY);
        minutes.setSuffixComponent(new Span("min"));
        minutes.setHelperText("0 for never. You are told once of each run, by every way that is on.");
        webhook.setPlaceholder("https://");
        wrong.getElement().setAttribute("role", "alert");
        wrong.addClassName("bad");
        var standing = visitor.services().notifications().standing(visitor.person());
        mail.setLabel("Send mail to " + standing.address());
        mail.setEnabled(standing.hasMail() || standing.wishes().mail());
        mailTest.setVisible(standing.hasMail());
        boolean hasHosts = !standing.webhookHosts().isEmpty();
        webhook.setEnabled(hasHosts || !standing.wishes().webhook().isEmpty());
        var form = new Div(
                part("In the page", "", pageEnds, minutes),
                part("By mail", standing.hasMail() ? "" : "The administrator has not set mail up (--mail-host).", mail, mailEnds, mailTest),
                part("To a webhook", hasHosts ? "This server sends to " + String.join(", ", standing.webhookHosts()) + "."
                        : "This server sends to no webhook; an administrator allows hosts with --webhook-hosts.", webhook, webhookEnds, secret, webhookTest),
                wrong, save);
        form.addClassName("form");
        add(new PageHead("Notifications").status("Failures and long waits are always told; choose which ends are."), form, part("What was sent", "", deliveries));
        fill(standing);
    }

    @Override public String getPageTitle() { return "Notifications · Gannet"; }

    private static Section part(String title, String note, com.vaadin.flow.component.Component... content) {
        var part = new Section(new H2(title));
        if (!note.isEmpty()) {
            var words = new Paragraph(note);
            words.addClassName("hint");
            part.add(words);
        }
        part.add(content);
        return part;
    }

    private void fill(Notifications.Standing standing) {
        var wishes = standing.wishes();
        minutes.setValue(Integer.toString(wishes.waitMinutes()));
        pageEnds.setValue(wishes.pageEnds());
        mail.setValue(wishes.mail());
        mailEnds.setValue(wishes.mailEnds());
        webhook.setValue(wishes.webhook());
        webhookEnds.setValue(wishes.webhookEnds());
        show(standing);
    }

    /// What does not lie in the fields that somebody may be typing in.
    private void show(Notifications.Standing standing) {
        boolean hasWebhook = !standing.wishes().webhook().isEmpty();
        secret.show(hasWebhook ? standing.webhookSecret() : "");
        webhookTest.setVisible(hasWebhook || !standing.webhookHosts().isEmpty());
        deliveries.show(standing.deliveries());
    }

    /// Saves, or says at each field what is wrong with it.
    private boolean isSaved() {
        var fields = new LinkedHashMap<String, TextField>();
        fields.put("waitMinutes", minutes);
        fields.put("webhook", webhook);
        fields.values().forEach(field -> field.setInvalid(false));
        wrong.setText("");
        try {
            var values = new HashMap<String, Object>(Map.of("pageEnds", pageEnds.getValue().name(), "mail", mail.getValue(), "mailEnds", mailEnds.getValue().name(),
                    "webhookEnds", webhookEnds.getValue().name()));
            fields.forEach((name, field) -> values.put(name, field.getValue().strip()));
            fill(visitor.services().notifications().wish(visitor.person(), values));
            return true;
        } catch (ProblemException e) {
            for (var problem : e.problems()) {
                var field = fields.get(problem.where());
                if (field != null) {
                    field.setErrorMessage(problem.message());
                    field.setInvalid(true);
                }
            }
            wrong.setText(e.problems().stream().filter(problem -> !fields.containsKey(problem.where())).map(Problem::message).collect(Collectors.joining(" ")));
            return false;
        }
    }

    @Override protected void onAttach(AttachEvent event) {
        var ui = event.getUI();
        following = visitor.services().notifications().follow(visitor.person(), () -> ui.access(() -> {
            if (isAttached()) {
                show(visitor.services().notifications().standing(visitor.person()));
            }
        }));
    }

    @Override protected void onDetach(DetachEvent event) {
        if (following != null) {
            following.close();
            following = null;
        }
    }
}
