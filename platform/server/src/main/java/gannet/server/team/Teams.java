package gannet.server.team;

import gannet.server.account.Person;
import java.util.List;

/// Teams and their projects.
public final class Teams {
    /// The projects that this person may see, the first one first.
    public List<Project> projects(Person who) { throw new AssertionError("contract"); }
}
