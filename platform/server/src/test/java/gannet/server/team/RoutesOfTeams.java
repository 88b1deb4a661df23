package gannet.server.team;

import gannet.server.account.Policy;
import gannet.server.http.Routes;
import gannet.server.storage.Storage;
import java.time.Clock;

/// Teams and projects over REST, where no data sets are.
public final class RoutesOfTeams {
    private RoutesOfTeams() {}

    public static Routes over(Storage storage, Clock clock) {
        var policy = new Policy(storage);
        return new TeamRoutes(new Teams(storage, clock), new Projects(storage, policy, clock), new Moves(storage, policy, (_, id) -> {
            throw new IllegalStateException("No data set is moved here: " + id);
        }));
    }
}
