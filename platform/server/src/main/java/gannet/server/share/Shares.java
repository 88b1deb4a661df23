package gannet.server.share;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.account.Passwords;
import gannet.server.account.Person;
import gannet.server.account.Policy;
import gannet.server.account.Policy.Action;
import gannet.server.account.Tokens;
import gannet.server.audit.Audit;
import gannet.server.audit.Deed;
import gannet.server.storage.Ids;
import gannet.server.storage.Storage;
import gannet.server.storage.Wakeups;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Making and revoking links. What they open is the [Guests]' affair.
public final class Shares {
    static final String WORD = "share:";
    public static final int DAYS = 30;
    private static final int MOST_DAYS = 366;
    private static final int SHORTEST = 8;
    private static final int LISTED = 100;

    private final Storage storage;
    private final Policy policy;
    private final Wakeups wakeups;
    private final Clock clock;

    public Shares(Storage storage, Policy policy, Wakeups wakeups, Clock clock) {
        this.storage = storage;
        this.policy = policy;
        this.wakeups = wakeups;
        this.clock = clock;
    }

    /// @param token of its address, told this once
    public record Made(Share share, String token) {}

    /// @param days after which it expires    @param password empty for none
    public Made create(Person who, Target target, int days, String password) {
        var place = require(who, target, Action.SHARE);
        if (days < 1 || days > MOST_DAYS) {
            throw ProblemException.user("days", "A link lasts from 1 to " + MOST_DAYS + " days, not " + days + ".");
        }
        if (!password.isEmpty() && (password.length() < SHORTEST || password.length() > Passwords.LONGEST)) {
            throw ProblemException.user("password", "A link's password has from " + SHORTEST + " to " + Passwords.LONGEST + " characters, not " + password.length() + "; leave it empty for none.");
        }
        var token = Tokens.next();
        var id = Ids.next();
        var hash = password.isEmpty() ? null : Passwords.hash(password);
        var now = clock.instant();
        storage.change(transaction -> {
            new ShareStore(transaction).add(id, place.project(), target, Tokens.hash(token), hash, now, now.plus(Duration.ofDays(days)), who);
            Audit.note(transaction, who, new Deed("share.made", "share", id, name(target, place), place.team()));
        });
        return new Made(find(id).shown(now), token);
    }

    /// All that were made for a thing, the newest first, for those who may share it themselves.
    public List<Share> list(Person who, Target target) {
        require(who, target, Action.SHARE);
        var now = clock.instant();
        return storage.read(transaction -> new ShareStore(transaction).of(target, LISTED)).stream().map(kept -> kept.shown(now)).toList();
    }

    public boolean mayShare(Person who, UUID project) { return policy.allows(who, Action.SHARE, project); }

    /// It opens nothing from now on, and what is open closes. Whoever made it may, and whoever tidies the project up.
    public Share revoke(Person who, UUID id) {
        var kept = storage.read(transaction -> new ShareStore(transaction).find(id)).filter(one -> policy.allows(who, Action.SEE, one.project()))
                .orElseThrow(() -> absent(id));
        if (!who.id().equals(kept.person().id())) {
            policy.require(who, Action.TIDY, kept.project());
        }
        storage.change(transaction -> {
            if (new ShareStore(transaction).revoke(id, who, clock.instant())) {
                Audit.note(transaction, who, new Deed("share.revoked", "share", id, kept.target().toString(), kept.team()));
                wakeups.ring(transaction, WORD + id);
            }
        });
        return find(id).shown(clock.instant());
    }

    private ShareStore.Kept find(UUID id) { return storage.read(transaction -> new ShareStore(transaction).find(id)).orElseThrow(() -> absent(id)); }

    /// Of a comparison each run must be the person's to share.
    private ShareStore.Place require(Person who, Target target, Action action) {
        ShareStore.@Nullable Place first = null;
        for (long number : target.numbers()) {
            var place = storage.read(transaction -> new ShareStore(transaction).run(number)).filter(one -> policy.allows(who, Action.SEE, one.project()))
                    .orElseThrow(() -> new ProblemException(Problem.Kind.ABSENT, "run", "There is no run " + number + ", or it is not shared with you."));
            policy.require(who, action, place.project());
            first = first == null ? place : first;
        }
        if (target instanceof Target.OnBoard(UUID board)) {
            first = storage.read(transaction -> new ShareStore(transaction).board(board)).filter(one -> policy.allows(who, Action.SEE, one.project()))
                    .orElseThrow(() -> new ProblemException(Problem.Kind.ABSENT, "board", "There is no board " + board + ", or it is not shared with you."));
            policy.require(who, action, first.project());
        }
        if (first == null) {
            throw new IllegalArgumentException("A link shows a run or a board");
        }
        return first;
    }

    private static String name(Target target, ShareStore.Place place) {
        return switch (target) {
            case Target.OneRun(long number) -> "Run " + number + ": " + place.name();
            case Target.Comparison(List<Long> runs) -> "Runs " + String.join(", ", runs.stream().map(String::valueOf).toList());
            case Target.OnBoard _ -> "Board " + place.name();
        };
    }

    private static ProblemException absent(UUID id) {
        return new ProblemException(Problem.Kind.ABSENT, "share", "There is no link " + id + ", or it is not shared with you.");
    }
}
