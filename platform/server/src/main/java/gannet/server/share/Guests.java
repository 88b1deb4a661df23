package gannet.server.share;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.account.Passwords;
import gannet.server.account.Policy;
import gannet.server.account.Policy.Action;
import gannet.server.account.Throttle;
import gannet.server.account.Tokens;
import gannet.server.experiment.Run;
import gannet.server.experiment.RunLists;
import gannet.server.gallery.Gallery;
import gannet.server.gallery.PictureId;
import gannet.server.gallery.Query;
import gannet.server.progress.Progress;
import gannet.server.share.ShareStore.Kept;
import gannet.server.share.Shown.SharedPicture;
import gannet.server.share.Shown.SharedPictures;
import gannet.server.share.Shown.SharedRun;
import gannet.server.storage.Storage;
import gannet.server.storage.Wakeups;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// What people without an account are shown by a link. They are no persons, so instead of the policy each question asks the
/// link: whether it stands, whether its password was given, whether this thing is one that it shows; and then reads in the
/// name of whoever made it, so that it never shows more than they may see at this moment.
public final class Guests {
    private static final int FREE_TRIES = 5;
    private static final int FREE_TRIES_OF_ALL = 50;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final int REMEMBERED = 10_000;
    private static final int PAGE = 100;

    private final Storage storage;
    private final Policy policy;
    private final RunLists runs;
    private final Progress progress;
    private final Gallery gallery;
    private final Wakeups wakeups;
    private final Clock clock;
    private final Throttle tries;
    private final Throttle triesOfAll;

    public Guests(Storage storage, Policy policy, RunLists runs, Progress progress, Gallery gallery, Wakeups wakeups, Clock clock) {
        this.storage = storage;
        this.policy = policy;
        this.runs = runs;
        this.progress = progress;
        this.gallery = gallery;
        this.wakeups = wakeups;
        this.clock = clock;
        tries = new Throttle(FREE_TRIES, LONGEST_WAIT, REMEMBERED, clock);
        triesOfAll = new Throttle(FREE_TRIES_OF_ALL, Duration.ofSeconds(20), REMEMBERED, clock);
    }

    /// What the link shows; counted as a use of it.
    public Shown open(Guest guest) {
        var kept = standing(guest.token());
        if (!isUnlocked(kept, guest)) {
            return Shown.LOCKED;
        }
        var shown = shown(kept);
        storage.change(transaction -> new ShareStore(transaction).used(kept.id(), clock.instant()));
        return shown;
    }

    /// @return proof that the password was given, which opens the link until that or its password is changed
    public String unlock(Guest guest, String password) {
        var kept = standing(guest.token());
        var hash = kept.passwordHash();
        if (hash == null) {
            return "";
        }
        var own = kept.id() + " " + guest.address();
        var all = kept.id().toString();
        var wait = tries.wait(own).compareTo(triesOfAll.wait(all)) > 0 ? tries.wait(own) : triesOfAll.wait(all);
        if (!wait.isZero()) {
            throw new ProblemException(Problem.Kind.TOO_OFTEN, "password", "The password was wrong too often; try again in " + (wait.toSeconds() + 1) + " s.");
        }
        tries.failed(own); // counted before it is known, so that many at once do not all pass
        triesOfAll.failed(all);
        if (!Passwords.fits(password, hash)) {
            throw new ProblemException(Problem.Kind.FORBIDDEN, "password", "This is not the link's password; ask whoever gave you the link.");
        }
        tries.succeeded(own);
        triesOfAll.giveBack(all);
        return proof(hash, guest.token());
    }

    public List<Progress.Curve> curves(Guest guest, long run, int points) {
        return progress.curves(showing(guest, run).person(), run, List.of(), 0, Long.MAX_VALUE, points);
    }

    public List<Progress.Sample> samples(Guest guest, long run) { return progress.samples(showing(guest, run).person(), run); }

    /// A PNG.
    public byte[] sheet(Guest guest, long run, long step) { return progress.sheet(showing(guest, run).person(), run, step); }

    public SharedPictures pictures(Guest guest, @Nullable PictureId after) {
        var kept = unlocked(guest);
        var board = board(kept);
        var query = new Query(kept.project(), board, false, null, null, null, null, null, false);
        var page = gallery.page(kept.person(), query, after, PAGE);
        return new SharedPictures(page.pictures().stream().map(one -> new SharedPicture(one.id().toString(), one.variant(), one.step(), one.caption())).toList(),
                page.next() == null ? null : page.next().toString());
    }

    /// A PNG of a picture that is on the board at this moment.
    public byte[] picture(Guest guest, PictureId id, boolean small) {
        var kept = unlocked(guest);
        if (!gallery.find(kept.person(), id).picture().boards().contains(board(kept))) {
            throw new ProblemException(Problem.Kind.ABSENT, "picture", "There is no picture " + id + ", or this link does not show it.");
        }
        return small ? gallery.thumbnail(kept.person(), id) : gallery.image(kept.person(), id);
    }

    /// Ends when it is closed.
    public interface Following extends AutoCloseable {
        @Override void close();
    }

    /// Refuses whoever may not follow it, or not any more.
    public void admit(Guest guest) { unlocked(guest); }

    /// Says `changed` when what is shown has changed, and `gone` once when the link is revoked. Of runs that the link's maker
    /// may not see any more it says nothing, as [#open] shows nothing.
    public Following follow(Guest guest, Consumer<String> told) {
        var kept = unlocked(guest);
        var closing = new ArrayList<Runnable>();
        try {
            closing.add(wakeups.on(Shares.WORD + kept.id(), _ -> Thread.ofVirtual().name("end of a shared page").start(() -> told.accept("gone")))::close);
            for (var run : runs.all(kept.person(), kept.target().numbers())) {
                closing.add(progress.follow(kept.person(), run.number(), _ -> told.accept("changed"))::close);
            }
        } catch (RuntimeException e) {
            closing.forEach(Runnable::run); // nobody else has them
            throw e;
        }
        return () -> closing.forEach(Runnable::run);
    }

    private Shown shown(Kept kept) {
        var person = kept.person();
        return switch (kept.target()) {
            case Target.OneRun(long number) -> {
                var run = runs.all(person, List.of(number)).stream().findFirst().orElseThrow(Guests::unknown);
                yield new Shown(false, Target.Kind.RUN, run.name(), kept.maker(), kept.expires(), List.of(shared(run)));
            }
            case Target.Comparison(List<Long> numbers) -> {
                var found = runs.all(person, numbers);
                yield new Shown(false, Target.Kind.COMPARISON, found.size() + " runs compared", kept.maker(), kept.expires(), found.stream().map(Guests::shared).toList());
            }
            case Target.OnBoard(UUID board) -> new Shown(false, Target.Kind.BOARD, storage.read(transaction -> new ShareStore(transaction).board(board)).orElseThrow(Guests::unknown).name(),
                    kept.maker(), kept.expires(), List.of());
        };
    }

    private static SharedRun shared(Run run) {
        return new SharedRun(run.number(), run.name(), run.variantTitle(), run.dataSet(), run.state(), run.step(), run.steps(), run.settings(), run.training());
    }

    private static UUID board(Kept kept) {
        if (kept.target() instanceof Target.OnBoard(UUID board)) {
            return board;
        }
        throw new ProblemException(Problem.Kind.ABSENT, "picture", "This link shows no board.");
    }

    private Kept showing(Guest guest, long run) {
        var kept = unlocked(guest);
        if (!kept.target().numbers().contains(run)) {
            throw new ProblemException(Problem.Kind.ABSENT, "run", "There is no run " + run + ", or this link does not show it.");
        }
        return kept;
    }

    private Kept unlocked(Guest guest) {
        var kept = standing(guest.token());
        if (!isUnlocked(kept, guest)) {
            throw new ProblemException(Problem.Kind.FORBIDDEN, "password", "This link asks for its password first.");
        }
        return kept;
    }

    /// Whoever holds the token may know what became of the link.
    private Kept standing(String token) {
        var kept = storage.read(transaction -> new ShareStore(transaction).byToken(Tokens.hash(token))).orElseThrow(Guests::unknown);
        if (kept.revoked() != null) {
            throw gone("This link was revoked by " + kept.revokedBy() + "; ask for another one.");
        }
        if (!kept.isAlive(clock.instant())) {
            throw gone("This link has expired; ask " + kept.maker() + " for another one.");
        }
        if (!policy.allows(kept.person(), Action.SEE, kept.project())) {
            throw gone("This link shows nothing any more: " + kept.maker() + " may not see it, either.");
        }
        return kept;
    }

    private static boolean isUnlocked(Kept kept, Guest guest) {
        return Optional.ofNullable(kept.passwordHash()).map(hash -> MessageDigest.isEqual(
                proof(hash, guest.token()).getBytes(StandardCharsets.UTF_8), guest.proof().getBytes(StandardCharsets.UTF_8))).orElse(true);
    }

    /// Nobody can make it who does not know both the link and what only the database knows of its password; so it need not be kept.
    private static String proof(String passwordHash, String token) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(passwordHash.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java has HmacSHA256", e);
        }
    }

    private static ProblemException unknown() { return gone("This link leads nowhere. Copy the whole address, or ask for another one."); }

    private static ProblemException gone(String sentence) { return new ProblemException(Problem.Kind.ABSENT, "token", sentence); }
}
