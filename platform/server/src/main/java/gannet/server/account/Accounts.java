package gannet.server.account;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.storage.Ids;
import gannet.server.storage.Storage;
import gannet.server.storage.Transaction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// People and their sessions.
public final class Accounts {
    public static final String COOKIE = "gannet_session";

    /// A session that is not used for so long ends; each use begins it anew.
    public static final Duration SESSION = Duration.ofDays(30);

    /// Extending is a write, so not at every use.
    private static final Duration EXTENDED_AT_MOST_EVERY = Duration.ofHours(1);
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,189}");

    /// @param token opaque, for the cookie; only its hash is stored
    public record SignedIn(Person person, String token) {
        /// The token stays out of logs.
        @Override
        public String toString() { return "SignedIn[" + person + "]"; }
    }

    private final Storage storage;
    private final Clock clock;
    private final BiConsumer<Transaction, Person> settleFirst;
    private final SignInGuard guard;
    private final @Nullable String invitation;

    private Accounts(Storage storage, Clock clock, BiConsumer<Transaction, Person> settleFirst) {
        this.storage = storage;
        this.clock = clock;
        this.settleFirst = settleFirst;
        this.guard = new SignInGuard(clock);
        this.invitation = storage.inTransaction(this::inviteFirst);
    }

    /// @param settleFirst gives the first administrator a team and a project, in the same transaction as the account
    public static Accounts open(Storage storage, Clock clock, BiConsumer<Transaction, Person> settleFirst) {
        return new Accounts(storage, clock, settleFirst);
    }

    public static List<Class<?>> entities() { return List.of(PersonRow.class, SessionRow.class, InvitationRow.class); }

    /// A new one at each start, because only hashes are kept; the one before it ends.
    private @Nullable String inviteFirst(Transaction transaction) {
        var store = transaction.store(PeopleStore_::new);
        if (store.countPeople() > 0) {
            store.withdrawInvitation();
            return null;
        }
        var token = Tokens.next();
        store.invite(Tokens.hash(token), clock.instant());
        return token;
    }

    /// The secret part of the one-time link for the first administrator; empty once there is one.
    public Optional<String> firstToken() { return Optional.ofNullable(invitation).filter(this::admitsFirst); }

    /// Whether this is the token of the one-time link and nobody has used it yet.
    public boolean admitsFirst(String token) {
        return storage.read(transaction -> transaction.store(PeopleStore_::new).countInvitations(Tokens.hash(token)) > 0);
    }

    /// Makes the administrator's account, the first team and its first project, and signs in.
    public SignedIn createAdministrator(String token, String name, String email, String password) {
        if (!admitsFirst(token)) {
            throw usedUp();
        }
        var problems = problems(name.strip(), email.strip(), password);
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        var row = new PersonRow();
        row.id = Ids.next();
        row.name = name.strip();
        row.email = email.strip();
        row.passwordHash = Passwords.hash(password);
        row.administrator = true;
        row.created = clock.instant();
        return storage.inTransaction(transaction -> {
            var store = transaction.store(PeopleStore_::new);
            // of two who come at once, the second waits here for the first and then finds nothing
            if (store.use(Tokens.hash(token)) == 0) {
                throw usedUp();
            }
            store.add(row);
            settleFirst.accept(transaction, row.person());
            return begin(store, row.person());
        });
    }

    /// The same answer, after the same time, for an unknown name and a wrong password.
    ///
    /// @param address where it comes from; wrong guesses are counted for it
    public SignedIn signIn(String email, String password, String address) {
        guard.admit(email, address);
        var known = storage.read(transaction -> transaction.store(PeopleStore_::new).byEmail(email.strip()));
        if (known.isEmpty()) {
            Passwords.pretend(password);
        }
        if (known.isEmpty() || !Passwords.fits(password, known.get().passwordHash)) {
            throw new ProblemException(Problem.Kind.SIGN_IN, "", "This e-mail address and password do not fit together; check both");
        }
        guard.succeeded(email, address);
        return storage.inTransaction(transaction -> begin(transaction.store(PeopleStore_::new), known.get().person()));
    }

    /// Who a session belongs to; empty if it is unknown, ended or null.
    public Optional<Person> personOf(@Nullable String token) {
        if (token == null || token.isEmpty()) {
            return Optional.empty();
        }
        var hash = Tokens.hash(token);
        var now = clock.instant();
        var found = storage.read(transaction -> {
            var store = transaction.store(PeopleStore_::new);
            return store.session(hash, now).flatMap(row -> store.byId(row.person).map(person -> new Open(person.person(), row.expires)));
        });
        found.filter(open -> open.expires().isBefore(now.plus(SESSION).minus(EXTENDED_AT_MOST_EVERY)))
                .ifPresent(open -> storage.change(transaction -> transaction.store(PeopleStore_::new).extend(hash, now.plus(SESSION))));
        return found.map(Open::person);
    }

    public void signOut(String token) { storage.change(transaction -> transaction.store(PeopleStore_::new).endSession(Tokens.hash(token))); }

    private record Open(Person person, Instant expires) {}

    private SignedIn begin(PeopleStore store, Person person) {
        var now = clock.instant();
        store.endExpired(now);
        var token = Tokens.next();
        var row = new SessionRow();
        row.tokenHash = Tokens.hash(token);
        row.person = person.id();
        row.created = now;
        row.expires = now.plus(SESSION);
        store.add(row);
        return new SignedIn(person, token);
    }

    private static List<Problem> problems(String name, String email, String password) {
        var problems = new ArrayList<Problem>();
        if (name.isEmpty() || name.length() > 100) {
            problems.add(Problem.user("name", "The name must have 1 to 100 characters, not " + name.length()));
        }
        if (!EMAIL.matcher(email).matches()) {
            problems.add(Problem.user("email", "The e-mail address must look like name@example.org, not \"" + email + "\""));
        }
        problems.addAll(Passwords.problems(password, name, email));
        return List.copyOf(problems);
    }

    private static ProblemException usedUp() {
        return new ProblemException(Problem.Kind.FORBIDDEN, "token",
                "This link has been used, or belongs to an earlier start; if there is no account yet, the server printed the valid one when it started");
    }
}
