package gannet.server.activity;

import gannet.parameters.ProblemException;
import gannet.server.account.Person;
import gannet.server.account.Policy;
import gannet.server.account.Policy.Action;
import gannet.server.storage.Storage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What was done in a project, by whom and when, the newest first. Stars are everybody's own, so they are not told.
public final class Activities {
    private static final int MOST = 200;

    private final Storage storage;
    private final Policy policy;

    public Activities(Storage storage, Policy policy) {
        this.storage = storage;
        this.policy = policy;
    }

    /// @param before only what was done earlier, null for all    @param most up to 200
    public List<Activity> list(Person who, UUID project, @Nullable Instant before, int most) {
        policy.require(who, Action.SEE, project);
        if (most < 1 || most > MOST) {
            throw ProblemException.user("limit", "limit must be from 1 to " + MOST + ", not " + most + ".");
        }
        var end = before == null ? Instant.parse("9999-01-01T00:00:00Z") : before;
        return storage.read(transaction -> new ActivityStore(transaction).before(project, end, most));
    }
}
