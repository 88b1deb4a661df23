package gannet.server.account;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.storage.Storage;
import gannet.server.storage.Transaction;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who may do what on which thing: the one place that decides. The default is no.
///
/// Asked anew each time: a role that is taken away is gone at the next call, whatever an open page still believes.
public final class Policy {
    /// TAG is putting words on runs and pictures; SHARE is showing a thing to people outside by a link; STEER is stopping and
    /// resuming what runs; CURATE is changing the notes, boards and views that a team shares; HURRY is giving a priority that goes
    /// before other people's; TIDY is deleting and archiving what others made; ADMINISTER is the project's own settings.
    public enum Action { SEE, COMMENT, VOTE, TAG, LAUNCH, STEER, IMPORT, CURATE, SHARE, HURRY, TIDY, ADMINISTER }

    /// On a team itself: FOUND is making projects in it; GOVERN is its people, their roles, and where its projects are.
    public enum TeamAction { SEE, FOUND, GOVERN }

    /// @param role  in the team that owns the project, a viewer's if it is everybody's; null for an administrator of the server
    ///     who does not belong to it
    /// @param archived whether the project is only kept
    record Standing(boolean administrator, @Nullable Role role, boolean archived) {}

    private final Storage storage;

    public Policy(Storage storage) { this.storage = storage; }

    /// Refuses with ABSENT where the person may not even see the project's things, with FORBIDDEN where they may see but not do this.
    public void require(Person who, Action action, UUID project) { storage.read(transaction -> require(transaction, who, action, project)); }

    /// The same as part of a change, so that the right is still there when it is made.
    public boolean require(Transaction transaction, Person who, Action action, UUID project) {
        var standing = transaction.store(StandingStore::new).find(who.id(), project)
                .orElseThrow(() -> new ProblemException(Problem.Kind.ABSENT, "project", "There is no such project, or it is not shared with you"));
        if (standing.archived() && !staysPossible(action)) {
            throw new ProblemException(Problem.Kind.CONFLICT, "project", "This project is archived, so nothing is changed in it; a maintainer can bring it back in its settings");
        }
        if (!permits(standing, action)) {
            throw new ProblemException(Problem.Kind.FORBIDDEN, "project", "Your role in this project, " + word(standing.role()) + ", does not allow to "
                    + word(action) + "; ask an administrator of the team for another role");
        }
        return true;
    }

    public boolean allows(Person who, Action action, UUID project) {
        return storage.read(transaction -> transaction.store(StandingStore::new).find(who.id(), project)).map(standing -> permits(standing, action)).orElse(false);
    }

    /// Refuses with ABSENT who does not belong to the team, with FORBIDDEN who does but may not do this.
    public void require(Transaction transaction, Person who, TeamAction action, UUID team) {
        var role = transaction.store(StandingStore::new).inTeam(who.id(), team)
                .orElseThrow(() -> new ProblemException(Problem.Kind.ABSENT, "team", "There is no such team, or you do not belong to it"));
        if (!permits(role, action)) {
            throw new ProblemException(Problem.Kind.FORBIDDEN, "team", "Your role in this team, " + word(role.role()) + ", does not allow to "
                    + word(action) + "; ask an administrator of the team");
        }
    }

    public boolean allows(Person who, TeamAction action, UUID team) {
        return storage.read(transaction -> transaction.store(StandingStore::new).inTeam(who.id(), team)).map(standing -> permits(standing, action)).orElse(false);
    }

    /// For what belongs to no team: teams themselves, accounts, the queue's rules.
    ///
    /// @param what the person wanted, as in "make teams"
    public void requireServer(Person who, String what) {
        if (!storage.read(transaction -> transaction.store(StandingStore::new).administers(who.id()))) {
            throw new ProblemException(Problem.Kind.FORBIDDEN, "", "Only an administrator of the server may " + what + "; ask one");
        }
    }

    /// Whether the whole server is theirs to run, asked anew.
    public boolean administersServer(Person who) { return storage.read(transaction -> transaction.store(StandingStore::new).administers(who.id())); }

    static boolean permits(Standing standing, Action action) {
        if (standing.archived() && !staysPossible(action)) {
            return false;
        }
        if (standing.administrator()) {
            return true;
        }
        return switch (standing.role()) {
            case null -> false;
            case VIEWER -> action == Action.SEE;
            case REVIEWER -> switch (action) {
                case SEE, COMMENT, VOTE, TAG -> true;
                case LAUNCH, STEER, IMPORT, CURATE, SHARE, HURRY, TIDY, ADMINISTER -> false;
            };
            case MEMBER -> switch (action) {
                case SEE, COMMENT, VOTE, TAG, LAUNCH, STEER, IMPORT, CURATE, SHARE -> true;
                case HURRY, TIDY, ADMINISTER -> false;
            };
            case MAINTAINER, ADMINISTRATOR -> true;
        };
    }

    static boolean permits(Standing standing, TeamAction action) {
        if (standing.administrator()) {
            return true;
        }
        return switch (standing.role()) {
            case null -> false;
            case VIEWER, REVIEWER -> action == TeamAction.SEE;
            case MEMBER, MAINTAINER -> action != TeamAction.GOVERN;
            case ADMINISTRATOR -> true;
        };
    }

    /// What may be done in an archived project.
    private static boolean staysPossible(Action action) {
        return switch (action) {
            case SEE, TIDY, ADMINISTER -> true;
            case COMMENT, VOTE, TAG, LAUNCH, STEER, IMPORT, CURATE, SHARE, HURRY -> false;
        };
    }

    private static String word(@Nullable Role role) { return role == null ? "none" : role.name().toLowerCase(Locale.ROOT); }

    private static String word(TeamAction action) {
        return switch (action) {
            case SEE -> "look at it";
            case FOUND -> "make projects in it";
            case GOVERN -> "change its people, roles and projects";
        };
    }

    private static String word(Action action) {
        return switch (action) {
            case SEE -> "look at it";
            case COMMENT -> "comment";
            case VOTE -> "vote";
            case TAG -> "change tags";
            case LAUNCH -> "launch runs";
            case STEER -> "stop or resume runs";
            case IMPORT -> "import data";
            case CURATE -> "change notes, boards and views, or archive runs";
            case SHARE -> "share by a link";
            case HURRY -> "use the priorities HIGH and URGENT";
            case TIDY -> "delete or archive what others made";
            case ADMINISTER -> "administer it";
        };
    }
}
