package gannet.server.notification;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.parameters.Schema;
import gannet.parameters.Settings;
import gannet.server.account.Person;
import gannet.server.account.Policy;
import gannet.server.account.Policy.Action;
import gannet.server.notification.NoticeStore.Kept;
import gannet.server.storage.Ids;
import gannet.server.storage.Storage;
import gannet.server.storage.Transaction;
import gannet.server.storage.Wakeups;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;

/// What a person has been told, and what they wish to be told. Everybody sees their own alone.
public final class Notifications {
    static final String WORD = "notification:";
    private static final int MOST = 200;
    private static final int DELIVERIES = 20;
    private static final int TESTS = 5;
    private static final Duration TESTS_WITHIN = Duration.ofMinutes(10);

    private final Storage storage;
    private final Policy policy;
    private final Wakeups wakeups;
    private final Outbox outbox;
    private final Clock clock;
    private final Map<UUID, Deque<Instant>> tests = new ConcurrentHashMap<>();

    public Notifications(Storage storage, Policy policy, Wakeups wakeups, Outbox outbox, Clock clock) {
        this.storage = storage;
        this.policy = policy;
        this.wakeups = wakeups;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// @param notifications the newest first
    public record Overview(long unread, List<Notification> notifications) {}

    /// What a person wishes, and what there is to be had.
    ///
    /// @param webhookSecret with which messages to their webhook are signed; empty as long as they have none
    /// @param address to which mail goes    @param hasMail whether the administrator has set mail up
    /// @param webhookHosts that a webhook may name    @param deliveries the newest first
    public record Standing(Wishes wishes, String webhookSecret, String address, boolean hasMail, List<String> webhookHosts, List<Delivery> deliveries) {}

    /// What came of a test.
    ///
    /// @param answer in a sentence
    public record Tested(boolean arrived, String answer) {}

    /// Ends when it is closed.
    public interface Following extends AutoCloseable {
        @Override void close();
    }

    public long unread(Person who) { return storage.read(transaction -> transaction.store(NoticeStore::new).unread(who.id())); }

    /// @param most up to 200
    public Overview list(Person who, int most) {
        if (most < 1 || most > MOST) {
            throw ProblemException.user("limit", "limit must be from 1 to " + MOST + ", not " + most + ".");
        }
        var kept = storage.read(transaction -> transaction.store(NoticeStore::new).shown(who.id(), most));
        return new Overview(unread(who), worded(who, kept));
    }

    private List<Notification> worded(Person who, List<Kept> kept) {
        var seen = new HashMap<UUID, Boolean>();
        return kept.stream().map(one -> Wording.of(one, seen.computeIfAbsent(one.project(), project -> policy.allows(who, Action.SEE, project)))).toList();
    }

    /// Tells somebody, in the transaction that writes the comment, that they are called in it. It asks no policy: whoever wrote it
    /// was asked, and what is told is judged again by what its reader may see when they read it.
    public void mention(Transaction transaction, UUID person, UUID comment) {
        var wishes = transaction.store(WishStore::new).of(person).wishes();
        if (transaction.store(NoticeStore::new).addMention(person, comment, wishes, clock.instant())) {
            wakeups.ring(transaction, WORD + person);
        }
    }

    /// Marks these as read; ids of others' are passed over.
    public void read(Person who, List<UUID> ids) { mark(who, store -> store.markRead(who.id(), ids, clock.instant())); }

    /// Marks everything as read that is no newer: what came since has not been seen.
    public void read(Person who, Instant until) { mark(who, store -> store.markRead(who.id(), until, clock.instant())); }

    private void mark(Person who, ToIntFunction<NoticeStore> marking) {
        storage.change(transaction -> {
            if (marking.applyAsInt(transaction.store(NoticeStore::new)) > 0) {
                wakeups.ring(transaction, WORD + who.id());
            }
        });
    }

    /// Says when a person's notifications have changed, on a thread of its own; now and then one should look oneself.
    public Following follow(Person who, Runnable changed) {
        var hearing = wakeups.on(WORD + who.id(), _ -> Thread.ofVirtual().name("listener to notifications").start(changed));
        return hearing::close;
    }

    public Standing standing(Person who) {
        return storage.read(transaction -> {
            var kept = transaction.store(WishStore::new).of(who.id());
            var notices = transaction.store(NoticeStore::new);
            var deliveries = transaction.store(DeliveryStore::new).of(who.id(), DELIVERIES).stream().map(delivery -> {
                var title = notices.find(delivery.notification()).map(one -> worded(who, List.of(one)).getFirst().title()).orElse("");
                boolean isDue = delivery.state() == Delivery.State.DUE;
                return new Delivery(delivery.id(), delivery.channel(), delivery.state(), title, delivery.attempts(), delivery.answer(), delivery.created(),
                        isDue ? delivery.next() : null, delivery.ended());
            }).toList();
            return new Standing(kept.wishes(), kept.secret(), who.email(), outbox.hasMail(), outbox.webhookHosts(), deliveries);
        });
    }

    /// Changes some wishes, by their names.
    ///
    /// @throws ProblemException with everything that is wrong
    public Standing wish(Person who, Map<String, ?> changes) {
        storage.change(transaction -> {
            var store = transaction.store(WishStore::new);
            var kept = store.of(who.id());
            var values = new HashMap<String, Object>(Settings.toMap(kept.wishes()));
            values.putAll(changes);
            if (values.get("webhook") instanceof String webhook) {
                values.put("webhook", webhook.strip());
            }
            var wishes = checked(kept.wishes(), values);
            store.write(who.id(), new WishStore.Kept(wishes, kept.secret().isEmpty() ? Signature.newSecret() : kept.secret()), clock.instant());
        });
        return standing(who);
    }

    /// What was wished before may stay, even where the administrator has closed that way since.
    private Wishes checked(Wishes before, Map<String, ?> values) {
        var checked = Schema.of(Wishes.class).check(values);
        var problems = new ArrayList<>(checked.problems());
        var webhook = String.valueOf(checked.values().get("webhook"));
        if (!webhook.isEmpty() && !webhook.equals(before.webhook())) {
            outbox.problem(webhook).ifPresent(problems::add);
        }
        if (Boolean.TRUE.equals(checked.values().get("mail")) && !before.mail() && !outbox.hasMail()) {
            problems.add(Problem.user("mail", "The administrator has not set mail up (--mail-host), so none can be sent."));
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        return Settings.bind(Wishes.class, values);
    }

    /// From now on messages are signed with another secret.
    public Standing renewSecret(Person who) {
        storage.change(transaction -> {
            var store = transaction.store(WishStore::new);
            store.write(who.id(), new WishStore.Kept(store.of(who.id()).wishes(), Signature.newSecret()), clock.instant());
        });
        return standing(who);
    }

    /// Sends a test to where the person is told things, and waits for what comes of it.
    public Tested test(Person who, Channel channel) {
        var kept = storage.read(transaction -> transaction.store(WishStore::new).of(who.id()));
        if (channel == Channel.WEBHOOK && kept.wishes().webhook().isEmpty()) {
            throw ProblemException.user("channel", "There is no webhook to test; give its address first.");
        }
        if (channel == Channel.MAIL && !outbox.hasMail()) {
            throw ProblemException.user("channel", "The administrator has not set mail up (--mail-host), so none can be sent.");
        }
        admitTest(who);
        var id = Ids.next();
        var outcome = outbox.send(channel, who, kept, Courier.test(who, outbox, clock, id), id);
        return switch (outcome) {
            case Outcome.Done(var answer) -> new Tested(true, answer);
            case Outcome.Failed(var why) -> new Tested(false, why);
            case Outcome.Moot(var why) -> new Tested(false, why);
        };
    }

    private void admitTest(Person who) {
        var now = clock.instant();
        var made = tests.computeIfAbsent(who.id(), _ -> new ArrayDeque<>());
        synchronized (made) {
            made.removeIf(time -> time.isBefore(now.minus(TESTS_WITHIN)));
            if (made.size() >= TESTS) {
                var left = Duration.between(now, made.getFirst().plus(TESTS_WITHIN));
                throw new ProblemException(Problem.Kind.TOO_OFTEN, "channel", "You have sent %d tests within %d min; send the next one in %s.".formatted(
                        TESTS, TESTS_WITHIN.toMinutes(), Wording.duration(left)));
            }
            made.addLast(now);
        }
    }
}
