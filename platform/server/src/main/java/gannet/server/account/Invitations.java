package gannet.server.account;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.account.LinkStore.Kind;
import gannet.server.account.LinkStore.Link;
import gannet.server.storage.Ids;
import gannet.server.storage.Storage;
import gannet.server.storage.Transaction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

/// How people come into a team. Administrators of the team and of the server invite, which is asked anew each time.
public final class Invitations {
    public static final Duration VALID = Duration.ofDays(7);

    /// A team into which somebody may invite.
    public record Team(UUID id, String name) {}

    /// @param name for whom it is, as typed    @param email with which alone the account can be made; empty for any
    public record Invitation(UUID id, String name, String email, UUID team, String teamName, Role role, Instant created, String createdBy, Instant expires) {}

    /// @param token the secret part of the link, shown once; only its hash is kept
    public record Issued(Invitation invitation, String token) {
        /// The token stays out of logs.
        @Override public String toString() { return "Issued[" + invitation + "]"; }
    }

    private final Storage storage;
    private final Clock clock;
    private final Sessions sessions;
    private final Chronicle chronicle;

    Invitations(Storage storage, Clock clock, Sessions sessions, Chronicle chronicle) {
        this.storage = storage;
        this.clock = clock;
        this.sessions = sessions;
        this.chronicle = chronicle;
    }

    /// Those into which this person may invite.
    public List<Team> teams(Person who) {
        return storage.read(transaction -> transaction.store(MembershipStore::new).administeredBy(who.id())).stream().map(team -> new Team(team.id(), team.name())).toList();
    }

    /// @param role the name of one of [Role]    @param name for whom it is; may be empty if the address is given    @param email may be empty
    public Issued invite(Person who, UUID team, String role, String name, String email) {
        var itsName = teamOf(who, team).name();
        var problems = new ArrayList<>(PlainText.problems("name", "The name", name.strip(), 0, Profile.LONGEST_NAME));
        if (!email.isBlank()) {
            problems.addAll(Profile.emailProblems(email.strip()));
        } else if (name.isBlank()) {
            problems.add(Problem.user("name", "Say for whom the invitation is: a name, an e-mail address, or both"));
        }
        if (Arrays.stream(Role.values()).noneMatch(one -> one.name().equalsIgnoreCase(role))) {
            problems.add(Problem.user("role", "role must be one of " + String.join(", ", Arrays.stream(Role.values()).map(Role::name).toList()) + ", not \"" + role + "\""));
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        var now = clock.instant();
        var token = Tokens.next();
        var link = new Link(Ids.next(), Kind.INVITATION, name.strip(), email.strip(), null, team, itsName, Role.valueOf(role.toUpperCase(Locale.ROOT)), now, who.name(),
                now.plus(VALID), null, null);
        storage.change(transaction -> {
            transaction.store(LinkStore::new).add(link, Tokens.hash(token), who.id());
            chronicle.note(transaction, who, Deed.INVITED, team, (link.name() + " " + link.email()).strip() + " as " + link.role());
        });
        return new Issued(invitation(link), token);
    }

    /// The open ones of the teams into which this person may invite.
    public List<Invitation> list(Person who) {
        return storage.read(transaction -> {
            var teams = transaction.store(MembershipStore::new).administeredBy(who.id()).stream().map(MembershipStore.Team::id).toList();
            return transaction.store(LinkStore::new).openInvitations(clock.instant()).stream().filter(link -> teams.contains(link.team())).map(Invitations::invitation).toList();
        });
    }

    public void withdraw(Person who, UUID id) {
        var teams = teams(who).stream().map(Team::id).toList();
        storage.change(transaction -> {
            var store = transaction.store(LinkStore::new);
            var link = store.invitation(id).filter(found -> teams.contains(found.team()))
                    .orElseThrow(() -> new ProblemException(Problem.Kind.ABSENT, "invitation", "There is no such invitation, or it is not yours to withdraw"));
            if (store.withdraw(id, clock.instant()) == 0) {
                throw new ProblemException(Problem.Kind.CONFLICT, "invitation", "This invitation was used or withdrawn before; load the page again");
            }
            chronicle.note(transaction, who, Deed.INVITATION_WITHDRAWN, Objects.requireNonNull(link.team()), (link.name() + " " + link.email()).strip());
        });
    }

    /// What the link that somebody came with leads to. Looking uses nothing up: mail programs look at links as well.
    public Invitation look(String token) {
        return invitation(storage.read(transaction -> transaction.store(LinkStore::new).admit(token, Kind.INVITATION, clock.instant())));
    }

    /// Makes an account, in the team, and signs in.
    public Accounts.SignedIn join(String token, String name, String email, String password, Origin origin) {
        var invitation = look(token);
        var profile = new Profile(name, invitation.email().isEmpty() ? email : invitation.email());
        if (!email.isBlank() && !profile.email().equalsIgnoreCase(email.strip())) {
            throw ProblemException.user("email", "This invitation is for " + invitation.email() + ", and not for \"" + email.strip() + "\"; leave its address, or ask for another invitation");
        }
        profile.require(password);
        var hash = Passwords.hash(password);
        var person = new Person(Ids.next(), profile.name(), profile.email(), false);
        return storage.inTransaction(transaction -> {
            var link = transaction.store(LinkStore::new).use(token, Kind.INVITATION, clock.instant());
            if (!transaction.store(PersonStore::new).add(person, !link.email().isEmpty(), hash, clock.instant())) {
                throw profile.taken();
            }
            enter(transaction, person, link);
            return new Accounts.SignedIn(person, sessions.begin(transaction, person, origin));
        });
    }

    /// Takes somebody who has an account into the team.
    public void accept(Person who, String token) {
        storage.change(transaction -> {
            var link = transaction.store(LinkStore::new).use(token, Kind.INVITATION, clock.instant());
            var team = Objects.requireNonNull(link.team());
            if (!link.email().isEmpty() && !link.email().equalsIgnoreCase(who.email())) {
                throw new ProblemException(Problem.Kind.FORBIDDEN, "token", "This invitation is for " + link.email() + ", and you are signed in as " + who.email());
            }
            transaction.store(MembershipStore::new).role(team, who.id()).ifPresent(role -> {
                throw new ProblemException(Problem.Kind.CONFLICT, "token", "You belong to " + link.teamName() + " already, as " + role.name().toLowerCase(Locale.ROOT)
                        + "; its administrators give another role");
            });
            transaction.store(PersonStore::new).vouch(who.id(), link.email());
            enter(transaction, who, link);
        });
    }

    private void enter(Transaction transaction, Person person, Link link) {
        var team = Objects.requireNonNull(link.team());
        var role = Objects.requireNonNull(link.role());
        transaction.store(MembershipStore::new).join(team, person.id(), role, clock.instant());
        chronicle.note(transaction, person, Deed.JOINED, team, "as " + role + ", invited by " + link.createdBy());
    }

    private Team teamOf(Person who, UUID team) {
        return teams(who).stream().filter(one -> one.id().equals(team)).findFirst().orElseThrow(() -> new ProblemException(Problem.Kind.ABSENT, "team",
                "There is no such team, or you are not its administrator; its administrators and the server's invite people"));
    }

    private static Invitation invitation(Link link) {
        return new Invitation(link.id(), link.name(), link.email(), Objects.requireNonNull(link.team()), String.valueOf(link.teamName()), Objects.requireNonNull(link.role()),
                link.created(), link.createdBy(), link.expires());
    }
}
