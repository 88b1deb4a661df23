package gannet.server.account;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.storage.Storage;
import gannet.server.storage.Transaction;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Everybody's accounts, for those who run the server, which is asked anew each time.
public final class People {
    public static final int MOST_LISTED = 500;

    /// @param emailVouched whether an invitation, the identity provider or an administrator says that the address is theirs
    /// @param hasPassword not so for those who only come by an identity provider
    public record Account(UUID id, String name, String email, boolean emailVouched, boolean administrator, Instant created, @Nullable Instant lastSeen, @Nullable Instant deactivated,
            boolean hasPassword, boolean hasProvider, List<String> teams) {
        public Account {
            teams = List.copyOf(teams);
        }
    }

    private final Storage storage;
    private final Clock clock;
    private final Chronicle chronicle;

    People(Storage storage, Clock clock, Chronicle chronicle) {
        this.storage = storage;
        this.clock = clock;
        this.chronicle = chronicle;
    }

    /// Whoever of these matches in name or address, by name, the deactivated last; at most [#MOST_LISTED].
    ///
    /// @param search empty for everybody
    public List<Account> list(Person who, String search) {
        return storage.read(transaction -> {
            require(transaction, who);
            return transaction.store(DirectoryStore::new).list(search, MOST_LISTED);
        });
    }

    /// Sessions and tokens end, and the links that this person gave out; what they did keeps their name.
    public void deactivate(Person who, UUID person) {
        storage.change(transaction -> {
            var kept = change(transaction, who, person);
            if (kept.deactivated() != null) {
                throw new ProblemException(Problem.Kind.CONFLICT, "person", kept.person().name() + " is deactivated already");
            }
            var now = clock.instant();
            transaction.store(PersonStore::new).deactivate(person, now);
            transaction.store(SessionStore::new).endAll(person);
            transaction.store(ApiTokenStore::new).revokeAll(person);
            var links = transaction.store(LinkStore::new);
            links.withdrawResetsOf(person, now);
            links.withdrawThoseBy(person, now);
            chronicle.note(transaction, who, Deed.DEACTIVATED, person, kept.person().name());
        });
    }

    /// They sign in as before; sessions and tokens do not come back.
    public void reactivate(Person who, UUID person) {
        storage.change(transaction -> {
            require(transaction, who);
            var kept = find(transaction, person);
            if (kept.deactivated() == null) {
                throw new ProblemException(Problem.Kind.CONFLICT, "person", kept.person().name() + " is not deactivated");
            }
            transaction.store(PersonStore::new).reactivate(person);
            chronicle.note(transaction, who, Deed.REACTIVATED, person, kept.person().name());
        });
    }

    /// Says that an address is that of the account's person, who may from now on come in by the identity provider with it.
    ///
    /// @param email as it was shown to whoever vouches
    public void vouch(Person who, UUID person, String email) {
        storage.change(transaction -> {
            require(transaction, who);
            var name = find(transaction, person).person().name();
            if (!transaction.store(PersonStore::new).vouch(person, email.strip())) {
                throw new ProblemException(Problem.Kind.CONFLICT, "email", "\"" + email.strip() + "\" is not the address of " + name + ", or no longer; look at the account again");
            }
            chronicle.note(transaction, who, Deed.ADDRESS_VOUCHED, person, email.strip());
        });
    }

    /// Makes somebody an administrator of the server, or no longer.
    public void appoint(Person who, UUID person, boolean administrator) {
        storage.change(transaction -> {
            var kept = change(transaction, who, person);
            if (kept.deactivated() != null) {
                throw new ProblemException(Problem.Kind.CONFLICT, "person", kept.person().name() + " is deactivated; reactivate the account first");
            }
            transaction.store(PersonStore::new).appoint(person, administrator);
            chronicle.note(transaction, who, administrator ? Deed.APPOINTED : Deed.DISMISSED, person, kept.person().name());
        });
    }

    /// Nobody takes away what lets them in themselves, so one administrator is always left.
    private static PersonStore.Kept change(Transaction transaction, Person who, UUID person) {
        transaction.store(PersonStore::new).lockAdministrators();
        require(transaction, who);
        if (who.id().equals(person)) {
            throw new ProblemException(Problem.Kind.CONFLICT, "person", "You cannot do this to your own account, since nobody might be left who runs the server; another administrator can");
        }
        return find(transaction, person);
    }

    static void require(Transaction transaction, Person who) {
        if (!transaction.store(PersonStore::new).isAdministrator(who.id())) {
            throw new ProblemException(Problem.Kind.FORBIDDEN, "", "Only administrators of the server look after accounts; ask one of them");
        }
    }

    static PersonStore.Kept find(Transaction transaction, UUID person) {
        return transaction.store(PersonStore::new).byId(person).orElseThrow(() -> new ProblemException(Problem.Kind.ABSENT, "person", "There is no such person"));
    }
}
