package gannet.server.team;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.account.Person;
import gannet.server.account.Policy;
import gannet.server.account.Policy.Action;
import gannet.server.audit.Audit;
import gannet.server.audit.Deed;
import gannet.server.dataset.DataSet;
import gannet.server.storage.Storage;
import gannet.server.storage.Transaction;
import java.util.UUID;
import java.util.function.BiFunction;

/// Takes things to another project, together with what belongs to them.
public final class Moves {
    private final Storage storage;
    private final Policy policy;
    private final BiFunction<Person, UUID, DataSet> dataSets;

    /// @param dataSets finds those that a person may see
    public Moves(Storage storage, Policy policy, BiFunction<Person, UUID, DataSet> dataSets) {
        this.storage = storage;
        this.policy = policy;
        this.dataSets = dataSets;
    }

    /// The run's whole experiment goes: all its runs with their jobs, curves, samples, checkpoints, tags, notes and stars. Its pictures
    /// leave the boards of the old project, and its data set stays where it is.
    public void run(Person who, long number, UUID project) {
        storage.change(transaction -> {
            var store = transaction.store(ProjectStore::new);
            var of = store.experimentOf(number).filter(found -> store.find(who.id(), found.project()).isPresent()).orElseThrow(() -> new ProblemException(
                    Problem.Kind.ABSENT, "run", "There is no run " + number + ", or it is not shared with you."));
            policy.require(transaction, who, of.person().equals(who.id()) ? Action.CURATE : Action.TIDY, of.project());
            policy.require(transaction, who, Action.LAUNCH, project);
            long open = store.openOf(of.experiment());
            if (open > 0) {
                throw new ProblemException(Problem.Kind.CONFLICT, "run", "Runs of the experiment \"" + of.name() + "\" still wait or run (" + open + "); move it when they have ended");
            }
            if (!of.project().equals(project)) {
                store.moveExperiment(of.experiment(), project);
                note(transaction, who, "experiment.moved", "experiment", of.experiment(), of.name(), of.project(), project);
            }
        });
    }

    /// Whether a page should offer it. Where to is asked when it is done.
    public boolean mayMoveRun(Person who, long number) {
        return storage.read(transaction -> transaction.store(ProjectStore::new).experimentOf(number))
                .map(of -> policy.allows(who, of.person().equals(who.id()) ? Action.CURATE : Action.TIDY, of.project())).orElse(false);
    }

    /// All versions of the data set go; runs that have learned from it keep it, wherever they are.
    public void dataSet(Person who, UUID id, UUID project) {
        var set = dataSets.apply(who, id);
        var from = set.project();
        if (from == null) {
            throw new ProblemException(Problem.Kind.CONFLICT, "dataSet", "\"" + set.name() + "\" comes with Gannet and is in every project already");
        }
        storage.change(transaction -> {
            policy.require(transaction, who, Action.TIDY, from);
            policy.require(transaction, who, Action.IMPORT, project);
            var store = transaction.store(ProjectStore::new);
            if (from.equals(project)) {
                return;
            }
            if (store.hasDataSet(project, set.name())) {
                throw new ProblemException(Problem.Kind.CONFLICT, "dataSet", "The other project has a data set \"" + set.name() + "\" already, so this one cannot go there");
            }
            store.moveDataSet(from, set.name(), project);
            note(transaction, who, "data-set.moved", "data-set", id, set.name(), from, project);
        });
    }

    private static void note(Transaction transaction, Person who, String what, String kind, UUID thing, String name, UUID from, UUID to) {
        var store = transaction.store(ProjectStore::new);
        var before = store.find(who.id(), from).orElseThrow(Projects::absent);
        var after = store.find(who.id(), to).orElseThrow(Projects::absent);
        var deed = new Deed(what, kind, thing, name, before.teamId()).changed(before.name(), after.name());
        Audit.note(transaction, who, deed);
        if (!after.teamId().equals(before.teamId())) {
            Audit.note(transaction, who, new Deed(what, kind, thing, name, after.teamId()).changed(before.name(), after.name()));
        }
    }
}
