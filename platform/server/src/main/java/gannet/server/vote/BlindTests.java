package gannet.server.vote;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.account.Person;
import gannet.server.account.Policy;
import gannet.server.account.Policy.Action;
import gannet.server.dataset.DataSets;
import gannet.server.progress.Progress;
import gannet.server.storage.Ids;
import gannet.server.storage.Storage;
import gannet.server.vote.BlindTest.Contender;
import gannet.server.vote.BlindTest.Outcome;
import gannet.server.vote.BlindTestStore.Contestant;
import gannet.server.vote.BlindTestStore.Kept;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Two runs, or a run and the real pictures of its data set, judged side by side by people who do not know which is which.
/// Until it is closed nobody is told who voted what.
public final class BlindTests {
    public static final int MOST_PAIRS = 64;
    private static final int SIDE = 320;
    private static final int LISTED = 200;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Storage storage;
    private final Policy policy;
    private final Progress progress;
    private final DataSets dataSets;
    private final Clock clock;

    public BlindTests(Storage storage, Policy policy, Progress progress, DataSets dataSets, Clock clock) {
        this.storage = storage;
        this.policy = policy;
        this.progress = progress;
        this.dataSets = dataSets;
        this.clock = clock;
    }

    /// The newest samples of both as they are now, tile by tile.
    ///
    /// @param b another run of the same project; null for the real pictures of a's data set    @param name empty for one that is made of both
    public BlindTest create(Person who, long a, @Nullable Long b, String name) {
        var first = contestant(who, a);
        var second = b == null ? null : contestant(who, b);
        policy.require(who, Action.VOTE, first.project());
        if (second != null && second.id().equals(first.id())) {
            throw ProblemException.user("b", "A run cannot be compared with itself; choose another, or none for real pictures.");
        }
        if (second != null && !second.project().equals(first.project())) {
            throw ProblemException.user("b", "Runs " + a + " and " + b + " are of different projects, so nobody could vote who does not see both.");
        }
        int others = second == null ? dataSets.find(who, first.dataSet()).count() : second.pictures();
        int pairs = Math.min(MOST_PAIRS, Math.min(first.pictures(), others));
        var named = name.strip();
        if (named.length() > 200) {
            throw ProblemException.user("name", "A name has at most 200 characters, not " + named.length() + ".");
        }
        var id = Ids.next();
        storage.change(transaction -> new BlindTestStore(transaction).add(id,
                named.isEmpty() ? "Run " + a + (b == null ? " and real pictures" : " and run " + b) : named, first, second, RANDOM.nextLong(), pairs, who, clock.instant()));
        return find(who, id);
    }

    public List<BlindTest> list(Person who, UUID project) {
        policy.require(who, Action.SEE, project);
        return storage.read(transaction -> new BlindTestStore(transaction).of(project, LISTED)).stream().map(kept -> shown(who, kept)).toList();
    }

    public BlindTest find(Person who, UUID id) { return shown(who, visible(who, id)); }

    /// The picture at one side of one place in the asker's own order.
    public byte[] picture(Person who, UUID id, int place, Side side) {
        var kept = visible(who, id);
        var shuffle = shuffle(who, kept, place);
        if (side == Side.SAME) {
            throw ProblemException.user("side", "A picture stands at the left or at the right, not at neither.");
        }
        int pair = shuffle.order().get(place);
        var made = shuffle.choice(place, side) == Choice.A ? kept.a() : kept.b();
        return made == null ? dataSets.picture(who, kept.dataSet(), pair, SIDE) : progress.strip(who, made.number(), made.step(), pair, 1, SIDE);
    }

    /// What the asker prefers at a place of their order; they may think better of it until the test is closed.
    public BlindTest vote(Person who, UUID id, int place, Side side) {
        var kept = visible(who, id);
        policy.require(who, Action.VOTE, kept.project());
        var shuffle = shuffle(who, kept, place);
        if (!storage.inTransaction(transaction -> new BlindTestStore(transaction).vote(id, who, shuffle.order().get(place), shuffle.choice(place, side), clock.instant()))) {
            throw closed(kept.name());
        }
        return find(who, id);
    }

    /// From now on everybody sees what came of it, and nobody votes any more.
    public BlindTest close(Person who, UUID id) {
        var kept = visible(who, id);
        if (!who.id().equals(kept.person())) {
            policy.require(who, Action.TIDY, kept.project());
        }
        if (!storage.inTransaction(transaction -> new BlindTestStore(transaction).close(id, who, clock.instant()))) {
            throw closed(kept.name());
        }
        return find(who, id);
    }

    private BlindTest shown(Person who, Kept kept) {
        var judged = storage.read(transaction -> new BlindTestStore(transaction).judged(kept.id(), who.id()));
        var order = Shuffle.of(kept.seed(), who.id(), kept.pairs()).order();
        var next = IntStream.range(0, kept.pairs()).filter(place -> !judged.contains(order.get(place))).boxed().findFirst().orElse(null);
        boolean isOpen = kept.closed() == null;
        return new BlindTest(kept.id(), kept.project(), kept.name(), kept.pairs(), kept.maker(), kept.created(), kept.closed(), kept.closedBy(), judged.size(), next,
                isOpen && policy.allows(who, Action.VOTE, kept.project()),
                isOpen && (who.id().equals(kept.person()) || policy.allows(who, Action.TIDY, kept.project())), isOpen ? null : outcome(kept));
    }

    private Outcome outcome(Kept kept) {
        var ballots = storage.read(transaction -> new BlindTestStore(transaction).ballots(kept.id()));
        long winsA = ballots.stream().mapToLong(BlindTest.Ballot::a).sum();
        long winsB = ballots.stream().mapToLong(BlindTest.Ballot::b).sum();
        long same = ballots.stream().mapToLong(BlindTest.Ballot::same).sum();
        var a = new Contender("Run " + kept.a().number() + ": " + kept.a().name(), kept.a().number(), kept.a().step());
        var b = kept.b() == null ? new Contender("Real pictures of " + kept.dataSetName(), null, null)
                : new Contender("Run " + kept.b().number() + ": " + kept.b().name(), kept.b().number(), kept.b().step());
        var share = Interval.of(winsA, winsA + winsB);
        return new Outcome(a, b, winsA, winsB, same, share, sentence(share, a, b), ballots);
    }

    private static String sentence(Interval share, Contender a, Contender b) {
        if (share.all() == 0) {
            return "Nobody preferred either.";
        }
        if (share.from() <= 0.5 && share.to() >= 0.5) {
            return "These votes do not tell which is better: half lies within the interval.";
        }
        return (share.from() > 0.5 ? a : b).name() + " was preferred more often than chance explains.";
    }

    private Contestant contestant(Person who, long number) {
        var found = storage.read(transaction -> new BlindTestStore(transaction).contestant(number)).filter(one -> policy.allows(who, Action.SEE, one.project()))
                .orElseThrow(() -> new ProblemException(Problem.Kind.ABSENT, "run", "There is no run " + number + ", or it is not shared with you."));
        if (found.pictures() == 0) {
            throw new ProblemException(Problem.Kind.CONFLICT, "run", "Run " + number + " has no samples yet; wait until it has, then ask again.");
        }
        return found;
    }

    private Kept visible(Person who, UUID id) {
        return storage.read(transaction -> new BlindTestStore(transaction).find(id)).filter(one -> policy.allows(who, Action.SEE, one.project()))
                .orElseThrow(() -> new ProblemException(Problem.Kind.ABSENT, "test", "There is no blind test " + id + ", or it is not shared with you."));
    }

    private static Shuffle shuffle(Person who, Kept kept, int place) {
        if (place < 0 || place >= kept.pairs()) {
            throw ProblemException.user("place", "place must be from 0 to " + (kept.pairs() - 1) + ", not " + place + ".");
        }
        return Shuffle.of(kept.seed(), who.id(), kept.pairs());
    }

    private static ProblemException closed(String name) {
        return new ProblemException(Problem.Kind.CONFLICT, "test", String.format(Locale.ROOT, "The test \"%s\" is closed; its votes stand as they are.", name));
    }
}
