package gannet.server.notification;

import gannet.run.Exit.Fault;
import gannet.server.queue.State;
import gannet.server.storage.Pulse;
import gannet.server.storage.Storage;
import gannet.server.storage.Transaction;
import gannet.server.storage.Wakeups;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Makes notifications from changes of jobs, each exactly once: the change is marked, and what follows from it written, in one
/// transaction, of which there is one at a time on all servers. It looks whenever the queue rings, and each second anyway.
public final class Noticing implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration CLEAR_EVERY = Duration.ofHours(1);
    private static final Duration KEPT = Duration.ofDays(90);
    private static final int BATCH = 500;

    private final Storage storage;
    private final Wakeups wakeups;
    private final Clock clock;
    private final Semaphore bell = new Semaphore(0);
    private final Wakeups.Hearing hearing;
    private final Pulse pulse;

    private Noticing(Storage storage, Wakeups wakeups, Clock clock) {
        this.storage = storage;
        this.wakeups = wakeups;
        this.clock = clock;
        hearing = wakeups.on("queue", _ -> bell.release());
        pulse = Pulse.start("look for what people are to be told", Duration.ofMillis(1), this::awaitAndPass);
    }

    public static Noticing start(Storage storage, Wakeups wakeups, Clock clock) { return new Noticing(storage, wakeups, clock); }

    private void awaitAndPass() {
        try {
            if (bell.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                bell.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        while (pass(storage, wakeups, clock.instant(), BATCH)) { } // until nothing is left
    }

    /// @return whether there may be more
    static boolean pass(Storage storage, Wakeups wakeups, Instant now, int batch) {
        return storage.inTransaction(transaction -> {
            var store = transaction.store(ChangeStore::new);
            var cleared = store.takeTurn();
            if (cleared.isEmpty()) {
                return false; // another server is at it
            }
            var changes = store.next(batch);
            var overdue = store.overdue(now, batch);
            if (!changes.isEmpty() || !overdue.isEmpty()) {
                new Pass(transaction, store, now).tell(changes, overdue).forEach(person -> wakeups.ring(transaction, Notifications.WORD + person));
            }
            if (cleared.get().isBefore(now.minus(CLEAR_EVERY))) {
                store.clear(now.minus(KEPT), now);
            }
            return changes.size() == batch || overdue.size() == batch;
        });
    }

    @Override public void close() {
        hearing.close();
        pulse.close();
    }

    /// One transaction's work.
    private record Pass(Transaction transaction, ChangeStore store, Instant now) {
        /// @return those whose page shows something new
        Set<UUID> tell(List<Change> changes, List<ChangeStore.Waiting> overdue) {
            var notices = new ArrayList<Notice>();
            changes.forEach(change -> change.notice().ifPresent(notices::add));
            overdue.forEach(waiting -> notices.add(new Notice(waiting.person(), Kind.WAITING, null, waiting.job(), now,
                    "It has waited for " + Wording.duration(Duration.between(waiting.since(), now)) + ".", Fault.NONE, Round.NONE)));
            var people = new HashSet<UUID>();
            changes.forEach(change -> people.add(change.person()));
            notices.forEach(notice -> people.add(notice.person()));
            var wishes = transaction.store(WishStore::new).of(people);
            var alone = new HashSet<UUID>();
            rounds(changes, notices, alone);
            watch(changes, wishes);
            return transaction.store(NoticeStore::new).add(notices, notice -> wishes.getOrDefault(notice.person(), WishStore.DEFAULTS).wishes(), notice -> alone.contains(notice.person()), now);
        }

        /// Counts ends, and adds a notice for whom the last run has ended. A run that was the only one needs no second message.
        private void rounds(List<Change> changes, List<Notice> notices, Set<UUID> alone) {
            var last = new LinkedHashMap<UUID, Change>();
            changes.stream().filter(change -> change.state().isOver()).forEach(change -> last.put(change.person(), change));
            if (last.isEmpty()) {
                return;
            }
            var here = new HashMap<UUID, Round>();
            notices.forEach(notice -> here.merge(notice.person(), Round.NONE.with(notice.kind()), (before, _) -> before.with(notice.kind())));
            var before = store.rounds(last.keySet());
            var done = store.withNothingOpen(last.keySet());
            last.forEach((person, change) -> {
                var now = here.getOrDefault(person, Round.NONE);
                var then = before.getOrDefault(person, Round.NONE);
                var round = new Round(then.finished() + now.finished(), then.failed() + now.failed(), then.stopped() + now.stopped());
                store.write(person, done.contains(person) ? Round.NONE : round);
                if (!done.contains(person) || round.all() == 0) {
                    return;
                }
                if (round.all() == 1 && now.all() == 1) {
                    alone.add(person);
                } else {
                    notices.add(new Notice(person, Kind.ALL_ENDED, change.id(), change.job(), change.time(), "", Fault.NONE, round));
                }
            });
        }

        /// Keeps the list of jobs that wait, of whose waiting nobody has been told.
        private void watch(List<Change> changes, Map<UUID, WishStore.Kept> wishes) {
            var waits = new LinkedHashMap<UUID, Optional<Change>>();
            for (var change : changes) {
                if (change.isNew()) {
                    waits.put(change.job(), Optional.of(change).filter(now -> now.state() == State.QUEUED));
                }
            }
            store.forget(waits.entrySet().stream().filter(each -> each.getValue().isEmpty()).map(Map.Entry::getKey).toList());
            waits.values().forEach(each -> each.ifPresent(change -> store.watch(change, wishes.getOrDefault(change.person(), WishStore.DEFAULTS).wishes().waitMinutes())));
        }
    }
}
