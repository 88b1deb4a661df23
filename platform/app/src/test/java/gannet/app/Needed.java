package gannet.app;

import gannet.server.account.Policy.Action;
import gannet.server.account.Policy.TeamAction;

/// What a route or method asks of whoever comes: the expectation, written down apart from the code that asks.
sealed interface Needed {
    /// Of somebody in the project of the thing.
    ///
    /// @param others for what others have launched    @param own for what they have launched themselves
    record InProject(Action others, Action own) implements Needed {
        InProject(Action action) { this(action, action); }
    }

    /// Of somebody in the team.
    record InTeam(TeamAction action) implements Needed {}

    /// Of somebody in the team, of whose things nobody else is told that they are there.
    record Hidden(TeamAction action) implements Needed {}

    /// Of several things at once: those that the person may not see are passed over as if they were not there.
    record OfEach() implements Needed {}

    /// Nothing but to be signed in; what is answered is the person's own or everybody's.
    record SignedIn() implements Needed {}

    /// That they administer the server.
    record Server() implements Needed {}

    /// Nothing at all.
    record Nobody() implements Needed {}
}
