package gannet.server.team;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.account.Person;
import gannet.server.account.Policy;
import gannet.server.account.Policy.Action;
import gannet.server.account.Policy.TeamAction;
import gannet.server.audit.Audit;
import gannet.server.audit.Deed;
import gannet.server.storage.Ids;
import gannet.server.storage.Storage;
import gannet.server.storage.Transaction;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Projects: made, described, shown to more or fewer people, put away, and given to another team.
public final class Projects {
    private final Storage storage;
    private final Policy policy;
    private final Clock clock;

    public Projects(Storage storage, Policy policy, Clock clock) {
        this.storage = storage;
        this.policy = policy;
        this.clock = clock;
    }

    /// What a project is to be.
    ///
    /// @param people whom a private one is for, besides the team's administrators; passed over otherwise
    public record Plan(String name, String description, Visibility visibility, List<UUID> people) {}

    public Project find(Person who, UUID project) {
        return storage.read(transaction -> transaction.store(ProjectStore::new).find(who.id(), project)).orElseThrow(Projects::absent);
    }

    /// Whom a private project is for, besides the team's administrators.
    public List<UUID> people(Person who, UUID project) {
        policy.require(who, Action.SEE, project);
        return storage.read(transaction -> transaction.store(ProjectStore::new).people(project));
    }

    /// Members make projects. Whoever makes a private one is among those whom it is for.
    public Project make(Person who, UUID team, Plan plan) {
        var row = new ProjectRow();
        row.id = Ids.next();
        row.team = team;
        row.created = clock.instant();
        storage.change(transaction -> {
            policy.require(transaction, who, TeamAction.FOUND, team);
            row.name = Names.checked("project", plan.name());
            requireFree(transaction, team, row.name, row.id);
            transaction.store(TeamStore_::new).add(row);
            write(transaction, who, row.id, team, plan);
            Audit.note(transaction, who, new Deed("project.made", "project", row.id, row.name, team).changed("", told(plan)));
        });
        return find(who, row.id);
    }

    /// For maintainers.
    public Project change(Person who, UUID project, Plan plan) {
        storage.change(transaction -> {
            policy.require(transaction, who, Action.ADMINISTER, project);
            var before = required(transaction, who, project);
            write(transaction, who, project, before.teamId(), plan);
            Audit.note(transaction, who, new Deed("project.changed", "project", project, plan.name().strip(), before.teamId())
                    .changed(told(new Plan(before.name(), before.description(), before.visibility(), List.of())), told(plan)));
        });
        return storage.read(transaction -> transaction.store(ProjectStore::new).find(who.id(), project)).orElseThrow(Projects::absent);
    }

    /// Puts a project away, or brings it back. Nothing in it may still wait or run.
    public Project archive(Person who, UUID project, boolean archived) {
        storage.change(transaction -> {
            policy.require(transaction, who, Action.ADMINISTER, project);
            var store = transaction.store(ProjectStore::new);
            var before = required(transaction, who, project);
            long open = archived ? store.open(project) : 0;
            if (open > 0) {
                throw new ProblemException(Problem.Kind.CONFLICT, "project", open == 1 ? "One run of this project still waits or runs; stop it first"
                        : open + " runs of this project still wait or run; stop them first");
            }
            store.archive(project, archived);
            Audit.note(transaction, who, new Deed(archived ? "project.archived" : "project.brought-back", "project", project, before.name(), before.teamId()));
        });
        return find(who, project);
    }

    /// Gives a project with all that is in it to another team; for who governs both. What has been used of devices stays the old team's.
    public Project give(Person who, UUID project, UUID team) {
        storage.change(transaction -> {
            policy.require(transaction, who, Action.ADMINISTER, project);
            var before = required(transaction, who, project);
            policy.require(transaction, who, TeamAction.GOVERN, before.teamId());
            policy.require(transaction, who, TeamAction.GOVERN, team);
            requireFree(transaction, team, before.name(), project);
            var store = transaction.store(ProjectStore::new);
            store.moveToTeam(project, team);
            var name = transaction.store(TeamStore_::new).team(team).orElseThrow().name;
            Audit.note(transaction, who, new Deed("project.given", "project", project, before.name(), before.teamId()).changed(before.teamName(), name));
            Audit.note(transaction, who, new Deed("project.received", "project", project, before.name(), team).changed(before.teamName(), name));
        });
        return find(who, project);
    }

    private static void write(Transaction transaction, Person who, UUID project, UUID team, Plan plan) {
        var name = Names.checked("project", plan.name());
        requireFree(transaction, team, name, project);
        var store = transaction.store(ProjectStore::new);
        store.write(project, name, Names.description(plan.description()), plan.visibility());
        store.choose(project, chosen(transaction, who, team, plan));
    }

    private static void requireFree(Transaction transaction, UUID team, String name, UUID project) {
        if (transaction.store(ProjectStore::new).isTaken(team, name, project)) {
            throw Names.taken("project", name);
        }
    }

    /// Whoever draws the circle stands in it, if they belong to the team.
    private static List<UUID> chosen(Transaction transaction, Person who, UUID team, Plan plan) {
        if (plan.visibility() != Visibility.PRIVATE) {
            return List.of();
        }
        var members = transaction.store(RosterStore::new).members(team).stream().map(Member::person).toList();
        plan.people().stream().filter(person -> !members.contains(person)).findFirst().ifPresent(stranger -> {
            throw ProblemException.user("people", "There is no person " + stranger + " in this team; a private project is for people of its team");
        });
        return members.stream().filter(member -> plan.people().contains(member) || member.equals(who.id())).toList();
    }

    private static Project required(Transaction transaction, Person who, UUID project) {
        return transaction.store(ProjectStore::new).find(who.id(), project).orElseThrow(Projects::absent);
    }

    private static String told(Plan plan) {
        var people = Optional.of(plan.people()).filter(chosen -> !chosen.isEmpty()).map(chosen -> ", for " + chosen.size() + " chosen").orElse("");
        return plan.name().strip() + ", " + plan.visibility() + people + (plan.description().isBlank() ? "" : ", \"" + plan.description().strip() + "\"");
    }

    static ProblemException absent() { return new ProblemException(Problem.Kind.ABSENT, "project", "There is no such project, or it is not shared with you"); }
}
