package gannet.server.doctor;

import gannet.parameters.Parameter;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.server.account.Person;
import gannet.server.account.Policy;
import gannet.server.account.Policy.Action;
import gannet.server.doctor.Finding.Changed;
import gannet.server.doctor.Finding.Way;
import gannet.server.experiment.Run;
import gannet.server.experiment.Runs;
import gannet.server.plugin.Variants;
import gannet.server.progress.Progress;
import gannet.server.progress.Witness;
import gannet.server.storage.Storage;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What is wrong with runs, and what to try.
public final class Doctor {
    private final FindingStore store;
    private final Policy policy;
    private final Variants variants;
    private final Runs runs;
    private final Progress progress;

    /// What a row of a table says of a run.
    ///
    /// @param verdict of the gravest open finding    @param count how many are open
    public record Mark(String verdict, int count) {}

    public Doctor(Storage storage, Policy policy, Variants variants, Runs runs, Progress progress) {
        this.store = new FindingStore(storage);
        this.policy = policy;
        this.variants = variants;
        this.runs = runs;
        this.progress = progress;
    }

    /// Everything that was found, open ones first, the gravest first among those.
    public List<Finding> findings(Person who, long number) {
        var run = runs.find(who, number);
        var rows = store.findings(run.id());
        if (rows.isEmpty()) {
            return List.of();
        }
        var checkpoints = runs.checkpoints(who, number).stream().map(Runs.Checkpoint::step).toList();
        return rows.stream().sorted(Comparator.comparing((FindingRow row) -> row.passed() != null || row.dismissed() != null)
                .thenComparing(row -> Rules.rank(row.rule())).thenComparing(FindingRow::found)).map(row -> finding(row, run, checkpoints)).toList();
    }

    /// Says that a finding is not worth minding, or is again: for everybody who looks at the run.
    ///
    /// @param found the step at which it was noticed
    public void dismiss(Person who, long number, String rule, long found, boolean dismissed) {
        var run = runs.find(who, number);
        policy.require(who, Action.TAG, run.project());
        if (!store.dismiss(run.id(), rule, found, dismissed ? who.name() : null)) {
            throw new ProblemException(Problem.Kind.ABSENT, "rule", "Run " + number + " has no finding \"" + rule + "\" of step " + found
                    + "; GET /api/v1/runs/" + number + "/findings lists those there are.");
        }
    }

    /// The runs among these that have open findings, by number; those of other projects count as absent.
    public Map<Long, Mark> marks(Person who, UUID project, Collection<Long> numbers) {
        policy.require(who, Action.SEE, project);
        var marks = new TreeMap<Long, Mark>();
        store.open(project, numbers).stream().sorted(Comparator.comparing(open -> Rules.rank(open.rule())))
                .forEach(open -> marks.merge(open.run(), new Mark(open.verdict(), 1), (gravest, _) -> new Mark(gravest.verdict(), gravest.count() + 1)));
        return marks;
    }

    /// Attends to what a run says.
    public Witness attend(UUID run) { return new Visit(store, progress, Kinds.of(variants), run); }

    private Finding finding(FindingRow row, Run run, List<Long> checkpoints) {
        var parameters = variants.parameters(run.variant());
        var changes = row.changes().entrySet().stream().map(change -> new Changed(change.getKey(), label(parameters, change.getKey()),
                typed(run.settings().get(change.getKey())), change.getValue())).toList();
        return new Finding(row.rule(), row.verdict(), row.evidence(), row.meaning(), row.source(), row.advice(), row.since(), row.found(), row.passed(), row.time(),
                row.lines(), row.dismissed(), new Way(row.forks() ? before(row.since(), checkpoints) : null, changes));
    }

    private static @Nullable Long before(long step, List<Long> checkpoints) {
        return checkpoints.stream().filter(checkpoint -> checkpoint <= step).max(Comparator.naturalOrder()).orElse(null);
    }

    private static String label(List<Parameter> parameters, String setting) {
        return parameters.stream().filter(parameter -> parameter.name().equals(setting)).map(Parameter::label).findFirst().orElse(setting);
    }

    private static String typed(@Nullable Object value) {
        return value instanceof Number number ? Figures.plain(number.doubleValue()) : String.valueOf(value);
    }
}
