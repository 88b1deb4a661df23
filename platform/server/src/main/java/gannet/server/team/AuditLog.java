package gannet.server.team;

import gannet.parameters.ProblemException;
import gannet.server.account.Person;
import gannet.server.account.Policy;
import gannet.server.account.Policy.TeamAction;
import gannet.server.storage.Storage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What was done to people and rights, read by those who answer for it.
public final class AuditLog {
    public static final int MOST = 200;

    private final Storage storage;
    private final Policy policy;

    public AuditLog(Storage storage, Policy policy) {
        this.storage = storage;
        this.policy = policy;
    }

    /// @param who empty where nobody was signed in    @param address empty if it was not asked for from anywhere
    public record Entry(long id, Instant time, @Nullable UUID person, String who, String address, String what, String kind, String thing, String name, String before, String after) {}

    /// @param next to ask for what is older; 0 if nothing is
    public record Page(List<Entry> entries, long next) {}

    /// The newest first.
    ///
    /// @param team whose; null for everything, which is for administrators of the server    @param words that all occur, each as a whole or as a beginning; empty for any
    /// @param before the last one known; 0 from the newest
    public Page page(Person who, @Nullable UUID team, String words, long before, int most) {
        if (most < 1 || most > MOST) {
            throw ProblemException.user("limit", "limit must be from 1 to " + MOST + ", not " + most);
        }
        if (team == null) {
            policy.requireServer(who, "read the whole audit log");
        } else {
            storage.change(transaction -> policy.require(transaction, who, TeamAction.GOVERN, team));
        }
        var found = storage.read(transaction -> transaction.store(AuditStore::new).page(team, words, before, most + 1));
        return new Page(found.subList(0, Math.min(most, found.size())), found.size() > most ? found.get(most - 1).id() : 0);
    }
}
