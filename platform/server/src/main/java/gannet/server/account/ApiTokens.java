package gannet.server.account;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.storage.Ids;
import gannet.server.storage.Storage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// With which programs act in a person's name. Everybody makes and revokes their own, so no policy is asked here; what a
/// token is used for asks the policy as its person, after the scope has been asked.
public final class ApiTokens {
    /// By which people and secret scanners know one when they see it.
    public static final String PREFIX = "gannet_";

    public static final int LONGEST_DAYS = 366;
    static final int MOST = 100;

    /// Noting a use is a write, so not at every use.
    private static final Duration NOTED_AT_MOST_EVERY = Duration.ofMinutes(1);

    public record Token(UUID id, String name, Scope scope, Instant created, Instant expires, @Nullable Instant lastUsed) {}

    /// @param secret shown once; only its hash is kept
    public record Made(Token token, String secret) {
        /// The secret stays out of logs.
        @Override public String toString() { return "Made[" + token + "]"; }
    }

    private final Storage storage;
    private final Clock clock;
    private final Chronicle chronicle;

    ApiTokens(Storage storage, Clock clock, Chronicle chronicle) {
        this.storage = storage;
        this.clock = clock;
        this.chronicle = chronicle;
    }

    /// @param scope the name of one of [Scope]    @param days until it ends
    public Made make(Person who, String name, String scope, int days) {
        var problems = new ArrayList<>(PlainText.problems("name", "The token's name", name.strip(), 1, 100));
        if (!Scope.isName(scope)) {
            problems.add(Problem.user("scope", "scope must be one of " + Scope.names() + ", not \"" + scope + "\""));
        }
        if (days < 1 || days > LONGEST_DAYS) {
            problems.add(Problem.user("days", "A token ends after 1 to " + LONGEST_DAYS + " days, not " + days));
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        var now = clock.instant();
        var token = new Token(Ids.next(), name.strip(), Scope.valueOf(scope.toUpperCase(Locale.ROOT)), now, now.plus(Duration.ofDays(days)), null);
        var secret = PREFIX + Tokens.next();
        storage.change(transaction -> {
            var store = transaction.store(ApiTokenStore::new);
            if (store.countOf(who.id()) >= MOST) {
                throw new ProblemException(Problem.Kind.CONFLICT, "", "You have " + MOST + " tokens, and more are not kept; revoke those that nobody uses");
            }
            store.add(token, Tokens.hash(secret), who.id());
            chronicle.note(transaction, who, Deed.TOKEN_MADE, token.id(), token.name() + ", " + token.scope());
        });
        return new Made(token, secret);
    }

    /// The newest first, and those that have ended until they are revoked.
    public List<Token> list(Person who) { return storage.read(transaction -> transaction.store(ApiTokenStore::new).list(who.id())); }

    public void revoke(Person who, UUID token) {
        storage.change(transaction -> {
            if (transaction.store(ApiTokenStore::new).revoke(who.id(), token) == 0) {
                throw new ProblemException(Problem.Kind.ABSENT, "token", "There is no such token of yours; it may have been revoked already");
            }
            chronicle.note(transaction, who, Deed.TOKEN_REVOKED, token, "");
        });
    }

    /// In whose name a program calls: the one place where a token's scope is asked.
    ///
    /// @param path below `/api/v1`
    public Person admit(String secret, String method, String path) {
        var now = clock.instant();
        var known = storage.read(transaction -> transaction.store(ApiTokenStore::new).find(Tokens.hash(secret))).orElseThrow(() -> refused(
                "This API token is unknown here: it was revoked, belongs to another Gannet, or was not copied as a whole; make one on the account page"));
        if (!known.expires().isAfter(now)) {
            throw refused("The API token \"" + known.name() + "\" ended on " + Moment.words(known.expires()) + "; make another on the account page");
        }
        if (!known.scope().admits(method, path)) {
            throw new ProblemException(Problem.Kind.FORBIDDEN, "", "The API token \"" + known.name() + "\" has the scope " + known.scope() + ", with which a program may "
                    + known.scope().words().replace("you may", "its person may").replace("your", "their") + ", and not " + method + " " + path);
        }
        var lastUsed = known.lastUsed();
        if (lastUsed == null || lastUsed.isBefore(now.minus(NOTED_AT_MOST_EVERY))) {
            storage.change(transaction -> transaction.store(ApiTokenStore::new).use(known.id(), known.person().id(), now));
        }
        return known.person();
    }

    private static ProblemException refused(String sentence) { return new ProblemException(Problem.Kind.SIGN_IN, "", sentence); }
}
