package gannet.server.team;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.account.Person;
import gannet.server.account.Policy;
import gannet.server.account.Policy.TeamAction;
import gannet.server.account.Role;
import gannet.server.audit.Audit;
import gannet.server.audit.Deed;
import gannet.server.storage.Ids;
import gannet.server.storage.Storage;
import gannet.server.storage.Transaction;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/// Teams and who is what in them. A person may be in several.
public final class Teams {
    private final Storage storage;
    private final Policy policy;
    private final Clock clock;

    public Teams(Storage storage, Clock clock) {
        this.storage = storage;
        this.policy = new Policy(storage);
        this.clock = clock;
    }

    public static List<Class<?>> entities() { return List.of(TeamRow.class, ProjectRow.class, MembershipRow.class); }

    /// The projects that this person may see, those of their own teams first and archived ones last.
    public List<Project> projects(Person who) { return storage.read(transaction -> transaction.store(ProjectStore::new).visibleTo(who.id())); }

    /// The teams that this person belongs to, by name; all of them for an administrator of the server.
    public List<Team> list(Person who) { return storage.read(transaction -> transaction.store(RosterStore::new).teams(who.id())); }

    public Team find(Person who, UUID team) { return list(who).stream().filter(one -> one.id().equals(team)).findFirst().orElseThrow(Teams::absent); }

    /// @param name as it is written in a page's address, in any case
    public Team named(Person who, String name) {
        return list(who).stream().filter(one -> one.name().equalsIgnoreCase(name.strip())).findFirst().orElseThrow(Teams::absent);
    }

    /// Its people, by name.
    public List<Member> people(Person who, UUID team) {
        boolean governs = policy.allows(who, TeamAction.GOVERN, team);
        return storage.read(transaction -> {
            policy.require(transaction, who, TeamAction.SEE, team);
            return transaction.store(RosterStore::new).members(team);
        }).stream().map(member -> governs || member.person().equals(who.id()) ? member
                : new Member(member.person(), member.name(), "", member.role(), member.since(), member.hours())).toList();
    }

    /// A team with a first project and nobody in it yet; for administrators of the server.
    public Team make(Person who, String name) {
        policy.requireServer(who, "make teams");
        var wanted = Names.checked("team", name);
        var made = storage.inTransaction(transaction -> {
            var store = transaction.store(TeamStore_::new);
            var id = Ids.next();
            requireFree(store, id, wanted);
            found(store, id, wanted);
            Audit.note(transaction, who, new Deed("team.made", "team", id, wanted, id));
            return id;
        });
        return find(who, made);
    }

    /// For administrators of the server.
    public Team rename(Person who, UUID team, String name) {
        policy.requireServer(who, "rename teams");
        var wanted = Names.checked("team", name);
        storage.change(transaction -> {
            var store = transaction.store(TeamStore_::new);
            var before = store.team(team).orElseThrow(Teams::absent);
            requireFree(store, team, wanted);
            store.rename(team, wanted);
            Audit.note(transaction, who, new Deed("team.renamed", "team", team, wanted, team).changed(before.name, wanted));
        });
        return find(who, team);
    }

    /// Takes in somebody who has an account.
    public void add(Person who, UUID team, String email, Role role) {
        storage.change(transaction -> {
            policy.require(transaction, who, TeamAction.GOVERN, team);
            var person = transaction.store(RosterStore::new).byEmail(email.strip()).orElseThrow(() -> ProblemException.user("email",
                    "Nobody here has the e-mail address \"" + email.strip() + "\"; mend it, or invite them first"));
            var store = transaction.store(TeamStore_::new);
            if (store.role(team, person.id()).isPresent()) {
                throw new ProblemException(Problem.Kind.CONFLICT, "email", person.name() + " belongs to this team already; change their role in the list");
            }
            store.settle(team, person.id(), role, clock.instant());
            Audit.note(transaction, who, new Deed("team.person-added", "person", person.id(), person.name(), team).changed("", word(role)));
        });
    }

    public void change(Person who, UUID team, UUID person, Role role) {
        storage.change(transaction -> {
            policy.require(transaction, who, TeamAction.GOVERN, team);
            var before = member(transaction, team, person);
            if (before != role) {
                requireAnother(transaction, team, before, "be given another role");
                transaction.store(TeamStore_::new).settle(team, person, role, clock.instant());
                Audit.note(transaction, who, new Deed("team.role-changed", "person", person, name(transaction, person), team).changed(word(before), word(role)));
            }
        });
    }

    /// Takes somebody out, or leaves. What they made keeps their name and stays with its project.
    public void remove(Person who, UUID team, UUID person) {
        boolean leaves = person.equals(who.id());
        storage.change(transaction -> {
            policy.require(transaction, who, leaves ? TeamAction.SEE : TeamAction.GOVERN, team);
            var before = member(transaction, team, person);
            requireAnother(transaction, team, before, "leave");
            transaction.store(TeamStore_::new).remove(team, person);
            transaction.store(RosterStore::new).forgetChoices(team, person);
            Audit.note(transaction, who, new Deed(leaves ? "team.person-left" : "team.person-removed", "person", person, name(transaction, person), team).changed(word(before), ""));
        });
    }

    /// A team and a project for the first administrator, so that the first launch needs no ceremony.
    public void settleFirst(Transaction transaction, Person administrator) {
        var store = transaction.store(TeamStore_::new);
        var team = Ids.next();
        found(store, team, "First team");
        store.settle(team, administrator.id(), Role.ADMINISTRATOR, clock.instant());
    }

    private void found(TeamStore store, UUID id, String name) {
        var team = new TeamRow();
        team.id = id;
        team.name = name;
        team.created = clock.instant();
        store.add(team);
        var project = new ProjectRow();
        project.id = Ids.next();
        project.team = id;
        project.name = "First project";
        project.created = clock.instant();
        store.add(project);
    }

    private static void requireFree(TeamStore store, UUID team, String name) {
        if (store.named(name).filter(other -> !other.id.equals(team)).isPresent()) {
            throw Names.taken("team", name);
        }
    }

    /// A team without an administrator could be mended by the server's alone.
    private static void requireAnother(Transaction transaction, UUID team, Role before, String what) {
        transaction.store(RosterStore::new).lock(team);
        if (before == Role.ADMINISTRATOR && transaction.store(TeamStore_::new).count(team, Role.ADMINISTRATOR) == 1) {
            throw new ProblemException(Problem.Kind.CONFLICT, "person", "The last administrator of a team cannot " + what + "; make somebody else an administrator first");
        }
    }

    private static Role member(Transaction transaction, UUID team, UUID person) {
        transaction.store(RosterStore::new).lock(team);
        return transaction.store(TeamStore_::new).role(team, person).orElseThrow(() -> new ProblemException(Problem.Kind.ABSENT, "person", "There is no such person in this team"));
    }

    private static String name(Transaction transaction, UUID person) { return transaction.store(RosterStore::new).person(person).map(Person::name).orElse(""); }

    private static String word(Role role) { return role.name().toLowerCase(Locale.ROOT); }

    private static ProblemException absent() { return new ProblemException(Problem.Kind.ABSENT, "team", "There is no such team, or you do not belong to it"); }
}
