package gannet.server.account;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.storage.Storage;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who may do what on which thing: the one place that decides. The default is no.
///
/// Asked anew each time: a role that is taken away is gone at the next call, whatever an open page still believes.
public final class Policy {
    /// STEER is stopping and resuming what runs; HURRY is giving it a priority that goes before other people's; CURATE is changing
    /// the tags, notes, boards and views that a team shares.
    public enum Action { SEE, LAUNCH, STEER, IMPORT, CURATE, HURRY, ADMINISTER }

    /// @param role in the team that owns the project; null if the person does not belong to it
    record Standing(boolean administrator, @Nullable Role role) {}

    private final Storage storage;

    public Policy(Storage storage) { this.storage = storage; }

    /// Refuses with ABSENT where the person may not even see the project's things, with FORBIDDEN where they may see but not do this.
    public void require(Person who, Action action, UUID project) {
        var standing = standing(who, project).filter(found -> permits(found, Action.SEE))
                .orElseThrow(() -> new ProblemException(Problem.Kind.ABSENT, "project", "There is no such project, or it is not shared with you"));
        if (!permits(standing, action)) {
            throw new ProblemException(Problem.Kind.FORBIDDEN, "project", "Your role in this project, " + word(standing) + ", does not allow to "
                    + word(action) + "; ask an administrator of the team for another role");
        }
    }

    public boolean allows(Person who, Action action, UUID project) {
        return standing(who, project).map(standing -> permits(standing, action)).orElse(false);
    }

    static boolean permits(Standing standing, Action action) {
        if (standing.administrator()) {
            return true;
        }
        return switch (standing.role()) {
            case null -> false;
            case VIEWER -> action == Action.SEE;
            case MEMBER -> switch (action) {
                case SEE, LAUNCH, STEER, IMPORT, CURATE -> true;
                case HURRY, ADMINISTER -> false;
            };
            case MAINTAINER, ADMINISTRATOR -> true;
        };
    }

    private Optional<Standing> standing(Person who, UUID project) {
        return storage.read(transaction -> transaction.store(StandingStore::new).find(who.id(), project));
    }

    private static String word(Standing standing) { return standing.role() == null ? "none" : standing.role().name().toLowerCase(Locale.ROOT); }

    private static String word(Action action) {
        return switch (action) {
            case SEE -> "look at it";
            case LAUNCH -> "launch runs";
            case STEER -> "stop or resume runs";
            case IMPORT -> "import data";
            case CURATE -> "change tags, notes, boards and views, or archive runs";
            case HURRY -> "use the priorities HIGH and URGENT";
            case ADMINISTER -> "administer it";
        };
    }
}
