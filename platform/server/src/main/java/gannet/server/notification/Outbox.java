package gannet.server.notification;

import gannet.parameters.Problem;
import gannet.server.ServerSettings;
import gannet.server.account.Person;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The ways out of the house, as the administrator has opened them: a mail server, and hosts of webhooks.
public final class Outbox implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Outbox.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Optional<MailServer> mail;
    private final Webhooks webhooks;
    private final Supplier<String> address;
    private final Clock clock;
    private final Duration patience;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private Outbox(ServerSettings settings, Vertx vertx, Supplier<String> address, Clock clock, Duration patience) {
        this.mail = MailServer.of(settings, patience);
        this.webhooks = new Webhooks(vertx, AllowedHosts.of(settings.webhookHosts()), patience);
        this.address = address;
        this.clock = clock;
        this.patience = patience;
    }

    /// @param address that people type, with a slash at its end; known when the server answers
    /// @throws gannet.parameters.ProblemException with everything that is wrong with the settings
    public static Outbox open(ServerSettings settings, Vertx vertx, Supplier<String> address, Clock clock) {
        return new Outbox(settings, vertx, address, clock, PATIENCE);
    }

    static Outbox open(ServerSettings settings, Vertx vertx, Supplier<String> address, Clock clock, Duration patience) {
        return new Outbox(settings, vertx, address, clock, patience);
    }

    boolean hasMail() { return mail.isPresent(); }

    List<String> webhookHosts() { return webhooks.hosts(); }

    /// What is wrong with a webhook's address.
    Optional<Problem> problem(String webhook) { return webhooks.problem(webhook); }

    /// The address of one of our pages.
    String at(String path) { return address.get() + path; }

    /// Waits until it is out, or the patience is at its end.
    Outcome send(Channel channel, Person to, WishStore.Kept wishes, Letter letter, UUID delivery) {
        return switch (channel) {
            case MAIL -> mail.map(server -> inTime(() -> server.send(to.email(), letter.subject(), letter.mail(at("settings/notifications")), delivery, clock.instant())))
                    .orElseGet(() -> new Outcome.Failed("The administrator has not set mail up (--mail-host)."));
            case WEBHOOK -> inTime(() -> webhooks.post(wishes.wishes().webhook(), wishes.secret(), delivery, letter.json(), clock.instant()));
        };
    }

    /// A server that says a letter every few seconds answers in time each time, so all of it is timed as well.
    private Outcome inTime(Callable<Outcome> sending) {
        var sent = threads.submit(sending);
        try {
            return sent.get(patience.toMillis() * 3, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            sent.cancel(true);
            return new Outcome.Failed("It took longer than %d s and was broken off.".formatted(patience.toSeconds() * 3));
        } catch (ExecutionException e) {
            log.warn("A notification could not be sent", e.getCause());
            return new Outcome.Failed("Gannet made a mistake in sending it; the server's log has the details.");
        } catch (InterruptedException e) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            return new Outcome.Failed("The server stopped in the middle of it.");
        }
    }

    @Override public void close() { threads.shutdownNow(); }
}
