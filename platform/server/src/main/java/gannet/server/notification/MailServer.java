package gannet.server.notification;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.ServerSettings;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.eclipse.angus.mail.util.MailConnectException;

/// Hands mail to the administrator's mail server.
final class MailServer {
    private static final int MOST_SHOWN = 200;

    private final ServerSettings settings;
    private final InternetAddress from;
    private final Session session;

    private MailServer(ServerSettings settings, InternetAddress from, Duration patience) {
        this.settings = settings;
        this.from = from;
        this.session = Session.getInstance(properties(settings, patience));
    }

    /// Empty if the administrator has set up none.
    ///
    /// @param patience for each single answer of the server
    /// @throws ProblemException with everything that is wrong with what they have set up
    static Optional<MailServer> of(ServerSettings settings, Duration patience) {
        if (settings.mailHost().isEmpty()) {
            return Optional.empty();
        }
        var problems = new ArrayList<Problem>();
        if (!settings.mailHost().matches("[A-Za-z0-9.:_-]+")) {
            problems.add(Problem.user("mail-host", "mail-host must be the name of a host, such as mail.example.org, not \"" + settings.mailHost() + "\""));
        }
        if (settings.mailTls() == MailTls.NONE && !settings.mailPassword().isEmpty() && !isThisMachine(settings.mailHost())) {
            problems.add(Problem.user("mail-tls", "mail-tls must be STARTTLS or TLS, because with NONE the password would go to " + settings.mailHost() + " for everybody to read"));
        }
        var from = new InternetAddress();
        try {
            from = new InternetAddress(settings.mailFrom(), true);
        } catch (AddressException e) {
            problems.add(Problem.user("mail-from", "mail-from must be an address such as gannet@example.org, from which mail is sent, not \"" + Wording.oneLine(settings.mailFrom(), MOST_SHOWN) + "\""));
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        return Optional.of(new MailServer(settings, from, patience));
    }

    private static boolean isThisMachine(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static Properties properties(ServerSettings settings, Duration patience) {
        var properties = new Properties();
        var milliseconds = Long.toString(patience.toMillis());
        properties.setProperty("mail.smtp.host", settings.mailHost());
        properties.setProperty("mail.smtp.port", Integer.toString(settings.mailPort()));
        properties.setProperty("mail.smtp.auth", Boolean.toString(!settings.mailUser().isEmpty()));
        properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(settings.mailTls() == MailTls.TLS));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(settings.mailTls() == MailTls.STARTTLS));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(settings.mailTls() == MailTls.STARTTLS));
        properties.setProperty("mail.smtp.connectiontimeout", milliseconds);
        properties.setProperty("mail.smtp.timeout", milliseconds);
        properties.setProperty("mail.smtp.writetimeout", milliseconds);
        return properties;
    }

    /// @param delivery stays the same when it is tried again, and with it the message's id
    Outcome send(String to, String subject, String text, UUID delivery, Instant now) {
        var server = settings.mailHost() + ":" + settings.mailPort();
        try (var transport = session.getTransport("smtp")) {
            var message = new Numbered(session, "<" + delivery + "@" + from.getAddress().replaceFirst(".*@", "") + ">");
            message.setFrom(from);
            message.setRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
            message.setSubject(subject, StandardCharsets.UTF_8.name());
            message.setText(text, StandardCharsets.UTF_8.name());
            message.setSentDate(Date.from(now));
            message.setHeader("Auto-Submitted", "auto-generated");
            message.saveChanges();
            transport.connect(settings.mailUser().isEmpty() ? null : settings.mailUser(), settings.mailPassword().isEmpty() ? null : settings.mailPassword());
            transport.sendMessage(message, message.getAllRecipients());
            return new Outcome.Done("The mail server took it.");
        } catch (AddressException e) {
            return new Outcome.Failed("\"" + Wording.oneLine(to, MOST_SHOWN) + "\" is no address that mail can be sent to.");
        } catch (AuthenticationFailedException e) {
            return new Outcome.Failed("The mail server " + server + " refuses the user \"" + settings.mailUser() + "\"; an administrator mends --mail-user or GANNET_MAIL_PASSWORD.");
        } catch (MailConnectException e) {
            return new Outcome.Failed("The mail server " + server + " cannot be reached" + because(e));
        } catch (SendFailedException e) {
            return new Outcome.Failed("The mail server " + server + " refuses the mail" + because(e));
        } catch (MessagingException e) {
            return new Outcome.Failed("The mail server " + server + " did not take the mail" + because(e));
        }
    }

    /// The innermost cause says most.
    private static String because(MessagingException e) {
        Throwable cause = e;
        while (true) {
            var next = cause instanceof MessagingException nested && nested.getNextException() != null ? nested.getNextException() : cause.getCause();
            if (next == null || next == cause) {
                return ": " + Wording.oneLine(String.valueOf(cause.getMessage()), MOST_SHOWN);
            }
            cause = next;
        }
    }

    private static final class Numbered extends MimeMessage {
        private final String id;

        Numbered(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override protected void updateMessageID() throws MessagingException { setHeader("Message-ID", id); }
    }
}
