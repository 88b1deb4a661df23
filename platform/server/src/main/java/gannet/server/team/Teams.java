package gannet.server.team;

import gannet.server.account.Person;
import gannet.server.account.Role;
import gannet.server.storage.Ids;
import gannet.server.storage.Storage;
import gannet.server.storage.Transaction;
import java.time.Clock;
import java.util.List;

/// Teams and their projects.
public final class Teams {
    private final Storage storage;
    private final Clock clock;

    public Teams(Storage storage, Clock clock) {
        this.storage = storage;
        this.clock = clock;
    }

    public static List<Class<?>> entities() { return List.of(TeamRow.class, ProjectRow.class, MembershipRow.class); }

    /// The projects that this person may see, the first one first.
    public List<Project> projects(Person who) { return storage.read(transaction -> transaction.store(TeamStore_::new).visibleTo(who.id(), who.administrator())); }

    /// A team and a project for the first administrator, so that the first launch needs no ceremony.
    public void settleFirst(Transaction transaction, Person administrator) {
        var store = transaction.store(TeamStore_::new);
        var now = clock.instant();
        var team = new TeamRow();
        team.id = Ids.next();
        team.name = "First team";
        team.created = now;
        store.add(team);
        var project = new ProjectRow();
        project.id = Ids.next();
        project.team = team.id;
        project.name = "First project";
        project.created = now;
        store.add(project);
        var membership = new MembershipRow();
        membership.team = team.id;
        membership.person = administrator.id();
        membership.role = Role.ADMINISTRATOR;
        membership.since = now;
        store.add(membership);
    }
}
