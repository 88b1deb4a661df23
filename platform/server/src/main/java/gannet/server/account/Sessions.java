package gannet.server.account;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.storage.Ids;
import gannet.server.storage.Storage;
import gannet.server.storage.Transaction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who is signed in where. Everybody sees and ends their own sessions, and nobody another's, so no policy is asked.
public final class Sessions {
    /// A session that is not used for so long ends; each use begins it anew.
    static final Duration LENGTH = Duration.ofDays(30);

    /// Extending is a write, so not at every use.
    private static final Duration EXTENDED_AT_MOST_EVERY = Duration.ofMinutes(5);
    private static final int LONGEST_ADDRESS = 100;

    /// @param lastUsed to within minutes    @param current whether it is the one that asks
    public record Session(UUID id, Instant began, Instant lastUsed, String address, String browser, boolean current) {}

    private final Storage storage;
    private final Clock clock;

    Sessions(Storage storage, Clock clock) {
        this.storage = storage;
        this.clock = clock;
    }

    /// Who a session belongs to; empty if it is unknown, ended or null, or its person is deactivated.
    Optional<Person> personOf(@Nullable String token) {
        if (token == null || token.isEmpty()) {
            return Optional.empty();
        }
        var hash = Tokens.hash(token);
        var now = clock.instant();
        var found = storage.read(transaction -> transaction.store(SessionStore::new).open(hash, now));
        found.filter(open -> open.expires().isBefore(now.plus(LENGTH).minus(EXTENDED_AT_MOST_EVERY))).ifPresent(open ->
                storage.change(transaction -> transaction.store(SessionStore::new).extend(hash, now.plus(LENGTH), open.person().id(), now)));
        return found.map(SessionStore.Open::person);
    }

    /// Without using it.
    boolean isOpen(String token) { return storage.read(transaction -> transaction.store(SessionStore::new).open(Tokens.hash(token), clock.instant())).isPresent(); }

    /// @return what the cookie holds; only its hash is kept
    String begin(Transaction transaction, Person person, Origin origin) {
        var token = Tokens.next();
        var now = clock.instant();
        var address = origin.address().substring(0, Math.min(origin.address().length(), LONGEST_ADDRESS));
        transaction.store(SessionStore::new).begin(Ids.next(), Tokens.hash(token), person.id(), address, BrowserWords.of(origin.browser()), now, now.plus(LENGTH));
        return token;
    }

    void end(String token) { storage.change(transaction -> transaction.store(SessionStore::new).end(Tokens.hash(token))); }

    /// The ones that are open, the last used first.
    ///
    /// @param token of the session that asks; null if none does
    public List<Session> list(Person who, @Nullable String token) {
        var current = hash(token);
        return storage.read(transaction -> transaction.store(SessionStore::new).list(who.id(), clock.instant())).stream()
                .map(row -> new Session(row.id(), row.created(), row.expires().minus(LENGTH), row.address(), row.browser(), Arrays.equals(row.hash(), current)))
                .toList();
    }

    public void end(Person who, UUID session) {
        if (storage.inTransaction(transaction -> transaction.store(SessionStore::new).end(who.id(), session)) == 0) {
            throw new ProblemException(Problem.Kind.ABSENT, "session", "There is no such session of yours; it may have ended by itself");
        }
    }

    /// All but the one that asks.
    ///
    /// @return how many
    public int endOthers(Person who, @Nullable String token) {
        return storage.inTransaction(transaction -> transaction.store(SessionStore::new).endOthers(who.id(), hash(token)));
    }

    private static byte[] hash(@Nullable String token) { return token == null ? new byte[0] : Tokens.hash(token); }
}
