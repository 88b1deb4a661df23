package gannet.server.account;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.account.LinkStore.Kind;
import gannet.server.account.LinkStore.Link;
import gannet.server.storage.Ids;
import gannet.server.storage.Storage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/// New passwords for those who have lost theirs, by a link that an administrator of the server hands them.
public final class Resets {
    public static final Duration VALID = Duration.ofHours(24);

    /// @param token the secret part of the link, shown once; only its hash is kept
    public record Issued(String name, Instant expires, String token) {
        /// The token stays out of logs.
        @Override public String toString() { return "Issued[" + name + ", " + expires + "]"; }
    }

    private final Storage storage;
    private final Clock clock;
    private final Sessions sessions;
    private final Chronicle chronicle;

    Resets(Storage storage, Clock clock, Sessions sessions, Chronicle chronicle) {
        this.storage = storage;
        this.clock = clock;
        this.sessions = sessions;
        this.chronicle = chronicle;
    }

    /// The links before it end.
    public Issued issue(Person who, UUID person) {
        var now = clock.instant();
        var token = Tokens.next();
        return storage.inTransaction(transaction -> {
            People.require(transaction, who);
            var kept = People.find(transaction, person);
            if (kept.deactivated() != null) {
                throw new ProblemException(Problem.Kind.CONFLICT, "person", kept.person().name() + " is deactivated, and could not sign in; reactivate the account first");
            }
            var store = transaction.store(LinkStore::new);
            store.withdrawResetsOf(person, now);
            store.add(new Link(Ids.next(), Kind.RESET, "", "", person, null, null, null, now, who.name(), now.plus(VALID), null, null), Tokens.hash(token), who.id());
            chronicle.note(transaction, who, Deed.RESET_LINK_MADE, person, kept.person().name());
            return new Issued(kept.person().name(), now.plus(VALID), token);
        });
    }

    /// Whose password the link is for. Looking uses nothing up.
    public String look(String token) {
        return storage.read(transaction -> {
            var link = transaction.store(LinkStore::new).admit(token, Kind.RESET, clock.instant());
            return People.find(transaction, Objects.requireNonNull(link.person())).person().name();
        });
    }

    /// Ends all sessions, and signs in anew.
    public Accounts.SignedIn reset(String token, String password, Origin origin) {
        look(token);
        return storage.inTransaction(transaction -> {
            var link = transaction.store(LinkStore::new).use(token, Kind.RESET, clock.instant());
            var person = People.find(transaction, Objects.requireNonNull(link.person())).person();
            var problems = Passwords.problems(password, person.name(), person.email());
            if (!problems.isEmpty()) {
                throw new ProblemException(problems);
            }
            transaction.store(PersonStore::new).changePassword(person.id(), Passwords.hash(password));
            transaction.store(SessionStore::new).endAll(person.id());
            chronicle.note(transaction, person, Deed.PASSWORD_RESET, person.id(), "by a link from " + link.createdBy());
            return new Accounts.SignedIn(person, sessions.begin(transaction, person, origin));
        });
    }
}
