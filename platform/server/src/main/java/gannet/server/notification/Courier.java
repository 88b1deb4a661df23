package gannet.server.notification;

import gannet.server.account.Person;
import gannet.server.account.Policy;
import gannet.server.account.Policy.Action;
import gannet.server.notification.DeliveryStore.Due;
import gannet.server.notification.NoticeStore.Kept;
import gannet.server.queue.Outlook;
import gannet.server.queue.State;
import gannet.server.storage.Pulse;
import gannet.server.storage.Storage;
import gannet.server.storage.Wakeups;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Delivers what is due, on every server. One that is taken belongs to its taker for a while; what a server that died had
/// taken is tried again afterwards. So nothing is lost, and what was sent in the moment of a crash may come twice, under one id.
public final class Courier implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Courier.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration TAKEN_FOR = Duration.ofMinutes(2);
    private static final Duration LAST_WAYS = Duration.ofSeconds(5);
    private static final int AT_ONCE = 16;

    private final Storage storage;
    private final Policy policy;
    private final Outlook outlook;
    private final Outbox outbox;
    private final Wakeups wakeups;
    private final Clock clock;
    private final Map<Channel, Set<UUID>> onTheWay = new EnumMap<>(Channel.class);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Courier(Storage storage, Policy policy, Outlook outlook, Outbox outbox, Wakeups wakeups, Clock clock) {
        this.storage = storage;
        this.policy = policy;
        this.outlook = outlook;
        this.outbox = outbox;
        this.wakeups = wakeups;
        this.clock = clock;
        for (var channel : Channel.values()) {
            onTheWay.put(channel, ConcurrentHashMap.newKeySet());
        }
    }

    public static AutoCloseable start(Storage storage, Policy policy, Outlook outlook, Outbox outbox, Wakeups wakeups, Clock clock) {
        var courier = new Courier(storage, policy, outlook, outbox, wakeups, clock);
        var pulse = Pulse.start("delivery of notifications", LOOK_EVERY, courier::setOut);
        return () -> {
            pulse.close();
            courier.close();
        };
    }

    /// Begins with what is due.
    void setOut() {
        onTheWay.forEach((channel, people) -> {
            int room = AT_ONCE - people.size();
            if (room <= 0) {
                return;
            }
            var now = clock.instant();
            var taken = storage.inTransaction(transaction -> transaction.store(DeliveryStore::new).take(channel, Set.copyOf(people), now, now.plus(TAKEN_FOR), room));
            taken.forEach(due -> {
                people.add(due.person());
                threads.execute(() -> {
                    try {
                        deliver(due);
                    } catch (RuntimeException e) {
                        log.warn("The delivery {} could not be tried; it is tried again in {} s: {}", due.id(), TAKEN_FOR.toSeconds(), e.getMessage(), e);
                    } finally {
                        people.remove(due.person());
                    }
                });
            });
        });
    }

    private void deliver(Due due) {
        var outcome = tried(due);
        var now = clock.instant();
        storage.change(transaction -> {
            var store = transaction.store(DeliveryStore::new);
            switch (outcome) {
                case Outcome.Done(var answer) -> store.end(due.id(), Delivery.State.DONE, answer, now);
                case Outcome.Moot(var why) -> store.end(due.id(), Delivery.State.GIVEN_UP, why, now);
                case Outcome.Failed(var why) -> Pauses.next(due.attempt(), due.created(), now).ifPresentOrElse(
                        next -> store.postpone(due.id(), why, next), () -> store.end(due.id(), Delivery.State.GIVEN_UP, why, now));
            }
            wakeups.ring(transaction, Notifications.WORD + due.person());
        });
    }

    /// What it says is judged when it leaves: by what its person may see and wishes for then.
    private Outcome tried(Due due) {
        var kept = storage.read(transaction -> transaction.store(NoticeStore::new).find(due.notification()));
        if (kept.isEmpty()) {
            return new Outcome.Moot("The notification is gone.");
        }
        var person = storage.read(transaction -> transaction.store(NoticeStore::new).person(due.person()));
        var wishes = storage.read(transaction -> transaction.store(WishStore::new).of(due.person()));
        if (due.channel() == Channel.MAIL ? !wishes.wishes().mail() : wishes.wishes().webhook().isEmpty()) {
            return new Outcome.Moot("You have switched this off.");
        }
        var kind = kept.get().notice().kind();
        if (kind != Kind.ALL_ENDED && !policy.allows(person, Action.SEE, kept.get().project())) {
            return new Outcome.Moot("It is no longer shared with you.");
        }
        var why = "";
        if (kind == Kind.WAITING) {
            var job = outlook.find(person, Objects.requireNonNull(kept.get().notice().job()));
            if (job.state() != State.QUEUED) {
                return new Outcome.Moot("It does not wait any more.");
            }
            why = " " + job.reason();
        }
        return outbox.send(due.channel(), person, wishes, letter(kept.get(), why), due.id());
    }

    private Letter letter(Kept kept, String why) {
        var notice = kept.notice();
        var words = Wording.of(kept, true);
        var about = notice.kind() == Kind.ALL_ENDED || notice.kind() == Kind.MENTION ? null
                : new Letter.About(kept.run(), kept.runName(), state(notice.kind()), notice.reason() + why, notice.fault().name());
        return new Letter(kept.id(), notice.kind().name(), notice.time(), words.title(), words.text() + why, outbox.at(words.path()),
                about, notice.kind() == Kind.ALL_ENDED ? notice.ended() : null);
    }

    private static State state(Kind kind) {
        return switch (kind) {
            case FINISHED -> State.SUCCEEDED;
            case FAILED -> State.FAILED;
            case STOPPED -> State.STOPPED;
            case WAITING, INTERRUPTED -> State.QUEUED;
            case ALL_ENDED, MENTION -> throw new IllegalArgumentException("Not of one run");
        };
    }

    /// Whether nothing is on its way.
    boolean isIdle() { return onTheWay.values().stream().allMatch(Set::isEmpty); }

    /// A test that somebody asked for, at once.
    static Letter test(Person who, Outbox outbox, Clock clock, UUID id) {
        return new Letter(id, "TEST", clock.instant(), "A test from Gannet", "%s asked for it. What you wish to be told comes to the same place.".formatted(who.name()),
                outbox.at("settings/notifications"), null, null);
    }

    /// Lets what is on its way come to its end, for a while.
    @Override public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LAST_WAYS.toSeconds(), TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
