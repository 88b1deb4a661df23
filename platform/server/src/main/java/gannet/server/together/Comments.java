package gannet.server.together;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.account.Person;
import gannet.server.account.Policy;
import gannet.server.account.Policy.Action;
import gannet.server.notification.Notifications;
import gannet.server.storage.Ids;
import gannet.server.storage.Storage;
import gannet.server.storage.Transaction;
import gannet.server.storage.Wakeups;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/// What people say about runs, samples, checkpoints and data sets. Whoever sees the thing reads it; whoever is called by
/// name is told.
public final class Comments {
    static final String WORD = "comments:";
    private static final int LONGEST = 4000;
    private static final int MOST = 500;

    private final Storage storage;
    private final Policy policy;
    private final Notifications notifications;
    private final Wakeups wakeups;
    private final Clock clock;

    public Comments(Storage storage, Policy policy, Notifications notifications, Wakeups wakeups, Clock clock) {
        this.storage = storage;
        this.policy = policy;
        this.notifications = notifications;
        this.wakeups = wakeups;
        this.clock = clock;
    }

    /// @param mayComment whether the asker may add to it    @param names that can be called
    public record Discussion(List<Comment> comments, boolean mayComment, List<String> names) {}

    /// Ends when it is closed.
    public interface Following extends AutoCloseable {
        @Override void close();
    }

    /// The newest five hundred, the oldest of them first.
    public Discussion about(Person who, Topic topic) {
        var thing = visible(who, topic);
        boolean may = policy.allows(who, Action.COMMENT, thing.project());
        boolean maintains = policy.allows(who, Action.TIDY, thing.project());
        return storage.read(transaction -> {
            var store = new CommentStore(transaction);
            return new Discussion(store.of(thing, MOST).stream().map(kept -> kept.shownTo(who, maintains)).toList(), may,
                    may ? store.people(thing.project()).stream().map(Person::name).distinct().toList() : List.of());
        });
    }

    public Comment write(Person who, Topic topic, Place place, String text) {
        var said = checked(text);
        var thing = visible(who, topic);
        policy.require(who, Action.COMMENT, thing.project());
        var called = called(said, thing.project());
        var id = Ids.next();
        storage.change(transaction -> {
            var store = new CommentStore(transaction);
            requireThere(store, thing, topic, place);
            store.add(id, thing, place, who, said, List.copyOf(called.keySet()), clock.instant());
            tell(transaction, who, id, called.values());
            wakeups.ring(transaction, topic.word());
        });
        return shown(who, find(who, id));
    }

    /// One's own alone. Those who are called anew are told.
    public Comment edit(Person who, UUID id, String text) {
        var said = checked(text);
        var kept = standing(who, id);
        policy.require(who, Action.COMMENT, kept.project());
        if (!who.id().equals(kept.person())) {
            throw new ProblemException(Problem.Kind.FORBIDDEN, "comment", "Only " + kept.author() + " may change what " + kept.author() + " wrote.");
        }
        var called = called(said, kept.project());
        storage.change(transaction -> {
            new CommentStore(transaction).edit(id, said, List.copyOf(called.keySet()), clock.instant());
            tell(transaction, who, id, called.values());
            wakeups.ring(transaction, kept.topic().word());
        });
        return shown(who, find(who, id));
    }

    /// One's own, or anybody's for those who tidy the project up. A line stays that says who did it; the text is gone.
    public void delete(Person who, UUID id) {
        var kept = standing(who, id);
        if (!who.id().equals(kept.person())) {
            policy.require(who, Action.TIDY, kept.project());
        }
        storage.change(transaction -> {
            new CommentStore(transaction).delete(id, who, clock.instant());
            wakeups.ring(transaction, kept.topic().word());
        });
    }

    /// Says when something was written, changed or deleted, on a thread of its own; now and then one should look oneself.
    public Following follow(Person who, Topic topic, Runnable changed) {
        visible(who, topic);
        var word = topic.word();
        var hearing = wakeups.on(word, heard -> {
            if (heard.equals(word)) {
                Thread.ofVirtual().name("listener to comments").start(changed);
            }
        });
        return hearing::close;
    }

    private void tell(Transaction transaction, Person who, UUID comment, Iterable<Person> called) {
        for (var person : called) {
            if (!person.id().equals(who.id())) {
                notifications.mention(transaction, person.id(), comment);
            }
        }
    }

    private Map<String, Person> called(String text, UUID project) {
        return Mentions.in(text, storage.read(transaction -> new CommentStore(transaction).people(project)));
    }

    private Comment shown(Person who, CommentStore.Kept kept) { return kept.shownTo(who, policy.allows(who, Action.TIDY, kept.project())); }

    private CommentStore.Kept find(Person who, UUID id) {
        return storage.read(transaction -> new CommentStore(transaction).find(id)).filter(one -> policy.allows(who, Action.SEE, one.project()))
                .orElseThrow(() -> absent(id));
    }

    private CommentStore.Kept standing(Person who, UUID id) {
        var kept = find(who, id);
        if (kept.deletedBy() != null) {
            throw new ProblemException(Problem.Kind.CONFLICT, "comment", "This comment was deleted by " + kept.deletedBy() + ".");
        }
        return kept;
    }

    private CommentStore.Thing visible(Person who, Topic topic) {
        var thing = storage.read(transaction -> switch (topic) {
            case Topic.OfRun(long number) -> new CommentStore(transaction).run(number);
            case Topic.OfDataSet(UUID id, UUID project) -> new CommentStore(transaction).dataSet(id, project);
        });
        return thing.filter(one -> policy.allows(who, Action.SEE, one.project())).orElseThrow(() -> switch (topic) {
            case Topic.OfRun(long number) -> new ProblemException(Problem.Kind.ABSENT, "run", "There is no run " + number + ", or it is not shared with you.");
            case Topic.OfDataSet(UUID id, UUID _) -> new ProblemException(Problem.Kind.ABSENT, "dataSet", "There is no data set " + id + ", or it is not shared with you.");
        });
    }

    private static void requireThere(CommentStore store, CommentStore.Thing thing, Topic topic, Place place) {
        var run = thing.run();
        boolean fits = (run == null) == (place.kind() == Place.Kind.DATA_SET);
        if (!fits || run == null) {
            if (!fits) {
                throw ProblemException.user("kind", "A comment on a " + (run == null ? "data set" : "run") + " cannot be of the kind " + place.kind() + ".");
            }
            return;
        }
        long step = Objects.requireNonNullElse(place.step(), 0L);
        switch (place.kind()) {
            case RUN, DATA_SET -> { }
            case CHECKPOINT -> {
                if (!store.hasCheckpoint(run, step)) {
                    throw new ProblemException(Problem.Kind.ABSENT, "step", "There is no checkpoint at step " + step + " of " + said(topic) + ".");
                }
            }
            case SAMPLE -> {
                int pictures = store.pictures(run, step).orElseThrow(() -> new ProblemException(Problem.Kind.ABSENT, "step",
                        "There are no samples at step " + step + " of " + said(topic) + "."));
                if (place.tile() != null && place.tile() >= pictures) {
                    throw ProblemException.user("tile", "tile must be from 0 to " + (pictures - 1) + ", not " + place.tile() + ".");
                }
            }
        }
    }

    private static String said(Topic topic) { return topic instanceof Topic.OfRun(long number) ? "run " + number : "this data set"; }

    /// Plain text: line breaks and tabs stay, other control characters go.
    private static String checked(String text) {
        var said = text.replace("\r\n", "\n").replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "").strip();
        if (said.isEmpty() || said.length() > LONGEST) {
            throw ProblemException.user("text", "A comment has from 1 to " + LONGEST + " characters, not " + said.length() + ".");
        }
        return said;
    }

    private static ProblemException absent(UUID id) {
        return new ProblemException(Problem.Kind.ABSENT, "comment", "There is no comment " + id + ", or it is not shared with you.");
    }
}
