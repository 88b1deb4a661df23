package gannet.server.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import gannet.parameters.ProblemException;
import gannet.parameters.Settings;
import gannet.server.ServerSettings;
import gannet.server.storage.Ids;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Against a mail server that speaks SMTP on loopback.
class MailServerTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private GreenMail mails;

    @BeforeEach void open() {
        mails = new GreenMail(new ServerSetup[] {
                new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP), new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS)});
        mails.start();
    }

    @AfterEach void close() { mails.stop(); }

    private static Map<String, String> settings(int port, String... more) {
        var settings = new HashMap<>(Map.of("mailHost", "127.0.0.1", "mailPort", Integer.toString(port), "mailFrom", "Gannet <gannet@example.org>", "mailTls", "NONE"));
        for (int i = 0; i < more.length; i += 2) {
            settings.put(more[i], more[i + 1]);
        }
        return settings;
    }

    private static MailServer server(Map<String, String> settings) {
        return MailServer.of(Settings.bind(ServerSettings.class, settings), PATIENCE).orElseThrow();
    }

    private static Outcome send(MailServer server, String subject) { return server.send("ada@example.org", subject, "All is well.\n", Ids.next(), NOW); }

    @Test void aMailArrivesAsItWasWritten() throws MessagingException, IOException {
        var id = Ids.next();
        var outcome = server(settings(mails.getSmtp().getPort())).send("ada@example.org", "Run 12 finished: Gesichter, größer", "It did all its 1,000 steps.\n", id, NOW);

        assertThat(outcome).isEqualTo(new Outcome.Done("The mail server took it."));
        var mail = mails.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("Run 12 finished: Gesichter, größer");
        assertThat(mail.getFrom()[0]).hasToString("Gannet <gannet@example.org>");
        assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly("ada@example.org");
        assertThat(mail.getContent().toString().strip()).isEqualTo("It did all its 1,000 steps.");
        assertThat(mail.getMessageID()).isEqualTo("<" + id + "@example.org>");
        assertThat(mail.getSentDate().toInstant()).isEqualTo(NOW);
        assertThat(mail.getContentType()).isEqualTo("text/plain; charset=UTF-8");
    }

    @Test void aRunsNameMakesNoOtherHeader() throws MessagingException {
        try (var house = new TellingHouse(settings(mails.getSmtp().getPort()))) {
            house.notifications.wish(house.ada, Map.of("mail", true));
            house.jobs.finish(house.jobs.running(house.ada, "Faces\r\nBcc: evil@example.net\r\n\r\n<b>you won</b>"));
            house.notice();
            house.deliver();
            assertThat(house.delivery().state()).isEqualTo(Delivery.State.DONE);
        }

        assertThat(mails.getReceivedMessages()).hasSize(1);
        var mail = mails.getReceivedMessages()[0];
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getSubject()).endsWith(" finished: Faces Bcc: evil@example.net <b>you won</b>");
        assertThat(GreenMailUtil.getBody(mail)).contains("https://gannet.example.org/runs/", "https://gannet.example.org/settings/notifications");
    }

    @Test void theUserOfTheMailServerIsNamedAndAWrongPasswordIsSaid() {
        mails.setUser("gannet@example.org", "gannet", "deep blue");
        assertThat(send(server(settings(mails.getSmtp().getPort(), "mailUser", "gannet", "mailPassword", "deep blue")), "Hello")).isInstanceOf(Outcome.Done.class);
        assertThat(send(server(settings(mails.getSmtp().getPort(), "mailUser", "gannet", "mailPassword", "shallow")), "Hello")).isEqualTo(new Outcome.Failed(
                "The mail server 127.0.0.1:" + mails.getSmtp().getPort() + " refuses the user \"gannet\"; an administrator mends --mail-user or GANNET_MAIL_PASSWORD."));
    }

    @Test void aServerThatNobodyVouchesForIsNotSpokenTo() {
        assertThat(send(server(settings(mails.getSmtps().getPort(), "mailTls", "TLS")), "Hello")).isInstanceOfSatisfying(Outcome.Failed.class,
                failed -> assertThat(failed.why()).startsWith("The mail server 127.0.0.1:" + mails.getSmtps().getPort() + " did not take the mail: ").contains("certification path"));
        assertThat(mails.getReceivedMessages()).isEmpty();
    }

    @Test void withoutStartTlsNothingIsSentWhereItIsWanted() {
        assertThat(send(server(settings(mails.getSmtp().getPort(), "mailTls", "STARTTLS")), "Hello")).isInstanceOfSatisfying(Outcome.Failed.class,
                failed -> assertThat(failed.why()).contains("STARTTLS"));
        assertThat(mails.getReceivedMessages()).isEmpty();
    }

    @Test void aServerThatNeverAnswersIsGivenUpInTime() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(send(MailServer.of(Settings.bind(ServerSettings.class, settings(silent.getLocalPort())), Duration.ofSeconds(1)).orElseThrow(), "Hello")).isInstanceOfSatisfying(Outcome.Failed.class,
                    failed -> assertThat(failed.why()).startsWith("The mail server 127.0.0.1:" + silent.getLocalPort()).contains("timed out"));
        }
    }

    @Test void aServerThatIsNotThereIsSaid() {
        int port = mails.getSmtp().getPort();
        mails.stop();
        assertThat(send(server(settings(port)), "Hello")).isEqualTo(new Outcome.Failed("The mail server 127.0.0.1:" + port + " cannot be reached: Connection refused"));
    }

    @Test void settingsThatCannotBeAreRefusedAllAtOnce() {
        assertThat(MailServer.of(Settings.defaults(ServerSettings.class), Duration.ofSeconds(1))).isEmpty();
        assertThatThrownBy(() -> server(settings(25, "mailHost", "mail.invalid", "mailPassword", "x", "mailFrom", "gannet\r\nBcc: evil@example.net")))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("mail-tls must be STARTTLS or TLS, because with NONE the password would go to mail.invalid for everybody to read")
                .hasMessageContaining("mail-from must be an address such as gannet@example.org, from which mail is sent, not \"gannet Bcc: evil@example.net\"");
    }
}
