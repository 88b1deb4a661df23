package gannet.server.account;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.storage.Ids;
import gannet.server.storage.Storage;
import gannet.server.storage.Transaction;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Signing in, one's own account, and the first one. Around it stand [Sessions], [ApiTokens], [Invitations], [Resets], and
/// [People] for those who run the server.
public final class Accounts {
    public static final String COOKIE = "gannet_session";
    public static final Duration SESSION = Sessions.LENGTH;

    /// @param token opaque, for the cookie; only its hash is stored
    public record SignedIn(Person person, String token) {
        /// The token stays out of logs.
        @Override
        public String toString() { return "SignedIn[" + person + "]"; }
    }

    private final Storage storage;
    private final Clock clock;
    private final BiConsumer<Transaction, Person> settleFirst;
    private final Chronicle chronicle;
    private final SignInGuard guard;
    private final Sessions sessions;
    private final ApiTokens tokens;
    private final Invitations invitations;
    private final Resets resets;
    private final People people;
    private final @Nullable String invitation;

    private Accounts(Storage storage, Clock clock, BiConsumer<Transaction, Person> settleFirst, Chronicle chronicle) {
        this.storage = storage;
        this.clock = clock;
        this.settleFirst = settleFirst;
        this.chronicle = chronicle;
        this.guard = new SignInGuard(clock);
        this.sessions = new Sessions(storage, clock);
        this.tokens = new ApiTokens(storage, clock, chronicle);
        this.invitations = new Invitations(storage, clock, sessions, chronicle);
        this.resets = new Resets(storage, clock, sessions, chronicle);
        this.people = new People(storage, clock, chronicle);
        this.invitation = storage.inTransaction(this::inviteFirst);
    }

    /// @param settleFirst gives the first administrator a team and a project, in the same transaction as the account
    public static Accounts open(Storage storage, Clock clock, BiConsumer<Transaction, Person> settleFirst) {
        return open(storage, clock, settleFirst, Chronicle.NONE);
    }

    public static Accounts open(Storage storage, Clock clock, BiConsumer<Transaction, Person> settleFirst, Chronicle chronicle) {
        return new Accounts(storage, clock, settleFirst, chronicle);
    }

    public static List<Class<?>> entities() { return List.of(PersonRow.class, InvitationRow.class); }

    public Sessions sessions() { return sessions; }

    public ApiTokens tokens() { return tokens; }

    public Invitations invitations() { return invitations; }

    public Resets resets() { return resets; }

    public People people() { return people; }

    /// A new one at each start, because only hashes are kept; the one before it ends.
    private @Nullable String inviteFirst(Transaction transaction) {
        var store = transaction.store(FirstLinkStore_::new);
        if (transaction.store(PersonStore::new).count() > 0) {
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
        return storage.read(transaction -> transaction.store(FirstLinkStore_::new).countInvitations(Tokens.hash(token)) > 0);
    }

    /// From nowhere that a person would want to know.
    public SignedIn createAdministrator(String token, String name, String email, String password) {
        return createAdministrator(token, name, email, password, Origin.NOWHERE);
    }

    /// Makes the administrator's account, the first team and its first project, and signs in.
    public SignedIn createAdministrator(String token, String name, String email, String password, Origin origin) {
        if (!admitsFirst(token)) {
            throw usedUp();
        }
        var profile = new Profile(name, email);
        profile.require(password);
        var hash = Passwords.hash(password);
        var person = new Person(Ids.next(), profile.name(), profile.email(), true);
        return storage.inTransaction(transaction -> {
            // of two who come at once, the second waits here for the first and then finds nothing
            if (transaction.store(FirstLinkStore_::new).use(Tokens.hash(token)) == 0) {
                throw usedUp();
            }
            if (!transaction.store(PersonStore::new).add(person, true, hash, clock.instant())) {
                throw profile.taken();
            }
            settleFirst.accept(transaction, person);
            return new SignedIn(person, sessions.begin(transaction, person, origin));
        });
    }

    /// The same answer, after the same time, for an unknown name, a wrong password, and a person who is deactivated but does
    /// not know the password. Wrong guesses are counted for the address.
    public SignedIn signIn(String email, String password, Origin origin) {
        guard.admit(email, origin.address(), storage.read(transaction -> transaction.store(SessionStore::new).isOpenFrom(origin.address(), email.strip(), clock.instant())));
        var known = storage.read(transaction -> transaction.store(PersonStore::new).byEmail(email.strip()));
        if (known.isEmpty() || !Passwords.fitsIfAny(password, known.get().passwordHash())) {
            if (known.isEmpty()) {
                Passwords.pretend(password);
            }
            throw new ProblemException(Problem.Kind.SIGN_IN, "", "This e-mail address and password do not fit together; check both");
        }
        guard.succeeded(email, origin.address());
        requireActive(known.get());
        return storage.inTransaction(transaction -> new SignedIn(known.get().person(), sessions.begin(transaction, known.get().person(), origin)));
    }

    static void requireActive(PersonStore.Kept kept) {
        if (kept.deactivated() != null) {
            throw new ProblemException(Problem.Kind.SIGN_IN, "", "This account is deactivated; an administrator of the server can reactivate it");
        }
    }

    /// Who a session belongs to; empty if it is unknown, ended or null, or its person is deactivated.
    public Optional<Person> personOf(@Nullable String token) { return sessions.personOf(token); }

    /// Whether a session is still open, without prolonging it.
    public boolean isSignedIn(String token) { return sessions.isOpen(token); }

    public void signOut(String token) { sessions.end(token); }

    /// Other sessions end.
    ///
    /// @param token of the session that asks    @param password to prove that it is not somebody at an open page
    public Person changeProfile(Person who, @Nullable String token, String name, String email, String password) {
        var profile = new Profile(name, email);
        profile.require();
        prove(who, password);
        return storage.inTransaction(transaction -> {
            if (!transaction.store(PersonStore::new).rename(who.id(), profile.name(), profile.email())) {
                throw profile.taken();
            }
            endOthers(transaction, who, token);
            chronicle.note(transaction, who, Deed.PROFILE_CHANGED, who.id(), who.name() + " " + who.email() + " → " + profile.name() + " " + profile.email());
            return new Person(who.id(), profile.name(), profile.email(), who.administrator());
        });
    }

    /// Other sessions end.
    ///
    /// @param old the password until now
    public void changePassword(Person who, @Nullable String token, String old, String password) {
        var problems = Passwords.problems(password, who.name(), who.email());
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        prove(who, old);
        var hash = Passwords.hash(password);
        storage.change(transaction -> {
            transaction.store(PersonStore::new).changePassword(who.id(), hash);
            endOthers(transaction, who, token);
            chronicle.note(transaction, who, Deed.PASSWORD_CHANGED, who.id(), "");
        });
    }

    private static void endOthers(Transaction transaction, Person who, @Nullable String token) {
        transaction.store(SessionStore::new).endOthers(who.id(), token == null ? new byte[0] : Tokens.hash(token));
    }

    /// Guesses at an open page are slowed down like those at the door, and keep nobody out there.
    private void prove(Person who, String password) {
        var place = "open page of " + who.id();
        guard.admit(who.email(), place, true);
        var kept = storage.read(transaction -> People.find(transaction, who.id()));
        if (kept.passwordHash().isEmpty()) {
            guard.succeeded(who.email(), place);
            throw new ProblemException(Problem.Kind.CONFLICT, "currentPassword",
                    "You sign in by your provider and have no password here; an administrator's link at \"Reset password\" gives you one");
        }
        if (!Passwords.fitsIfAny(password, kept.passwordHash())) {
            throw ProblemException.user("currentPassword", "This is not your password until now; type it again");
        }
        guard.succeeded(who.email(), place);
    }

    private static ProblemException usedUp() {
        return new ProblemException(Problem.Kind.FORBIDDEN, "token",
                "This link has been used, or belongs to an earlier start; if there is no account yet, the server printed the valid one when it started");
    }
}
