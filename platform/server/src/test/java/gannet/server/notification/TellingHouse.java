package gannet.server.notification;

import gannet.parameters.Settings;
import gannet.server.ServerSettings;
import gannet.server.account.ManualClock;
import gannet.server.account.Person;
import gannet.server.queue.JobLives;
import gannet.server.storage.Storage;
import gannet.server.storage.Wakeups;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// Everything that tells people things, over a real queue, with nobody who looks at it by himself.
final class TellingHouse implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final JobLives jobs = new JobLives();
    final Storage storage = jobs.bench().storage;
    final Person ada = jobs.bench().ada;
    final Wakeups wakeups = Wakeups.open(jobs.bench().database.database());
    final ManualClock clock = new ManualClock();
    final Outbox outbox;
    final Notifications notifications;
    private final Vertx vertx = Vertx.vertx();

    TellingHouse(Map<String, String> settings) { this(settings, PATIENCE); }

    /// @param patience with servers that mail and webhooks go to
    TellingHouse(Map<String, String> settings, Duration patience) {
        outbox = Outbox.open(Settings.bind(ServerSettings.class, settings), vertx, () -> "https://gannet.example.org/", clock, patience);
        notifications = new Notifications(storage, jobs.bench().policy, wakeups, outbox, clock);
        clock.advance(Duration.between(clock.instant(), Instant.now()));
    }

    /// Looks until there is nothing left to notice.
    void notice() { noticeAt(clock.instant()); }

    void noticeAt(Instant now) {
        while (Noticing.pass(storage, wakeups, now, 500)) { } // until nothing is left
    }

    Courier courier() { return new Courier(storage, jobs.bench().policy, jobs.outlook(), outbox, wakeups, clock); }

    /// Lets a courier deliver what is due now.
    void deliver() {
        try (var courier = courier()) {
            courier.setOut();
        }
    }

    List<Notification> told(Person who) { return notifications.list(who, 200).notifications(); }

    List<Kind> kinds(Person who) { return told(who).stream().map(Notification::kind).toList(); }

    Delivery delivery() { return notifications.standing(ada).deliveries().getFirst(); }

    @Override public void close() {
        outbox.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        wakeups.close();
        jobs.close();
    }
}
