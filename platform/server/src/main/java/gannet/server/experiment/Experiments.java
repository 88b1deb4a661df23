package gannet.server.experiment;

import gannet.host.Course;
import gannet.parameters.Json;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.parameters.Schema;
import gannet.parameters.Settings;
import gannet.run.Training;
import gannet.server.account.Person;
import gannet.server.account.Policy;
import gannet.server.account.Policy.Action;
import gannet.server.dataset.DataSet;
import gannet.server.dataset.DataSets;
import gannet.server.experiment.Forks.Origin;
import gannet.server.file.FileShelf;
import gannet.server.plugin.VariantCard;
import gannet.server.plugin.Variants;
import gannet.server.plugin.Variants.Choice;
import gannet.server.queue.Needs;
import gannet.server.queue.Outlook;
import gannet.server.queue.Queue;
import gannet.server.queue.State;
import gannet.server.storage.Ids;
import gannet.server.storage.Storage;
import gannet.spi.DataSpec;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A question put to the machine: variant, data set, settings, and the runs that answer it.
public final class Experiments {
    private static final Logger log = LoggerFactory.getLogger(Experiments.class);
    private static final int LONGEST_NAME = 200;
    private static final int MOST_PROBLEMS = 50;
    private static final Schema TRAINING = Schema.of(Training.class);

    private final Storage storage;
    private final RunStore store;
    private final Policy policy;
    private final Variants variants;
    private final DataSets dataSets;
    private final FileShelf files;
    private final Forecasts forecasts;
    private final Queue queue;
    private final Outlook outlook;
    private final RunFolders folders;
    private final Forks forks;
    private final Pace pace;
    private final Clock clock;

    public Experiments(
            Storage storage, Policy policy, Variants variants, DataSets dataSets, FileShelf files, Forecasts forecasts,
            Queue queue, Outlook outlook, RunFolders folders, Clock clock) {
        this.storage = storage;
        this.store = new RunStore(storage);
        this.policy = policy;
        this.variants = variants;
        this.dataSets = dataSets;
        this.files = files;
        this.forecasts = forecasts;
        this.queue = queue;
        this.outlook = outlook;
        this.folders = folders;
        this.forks = new Forks(variants, folders);
        this.pace = new Pace(storage);
        this.clock = clock;
    }

    /// Whether a data set suits a variant.
    ///
    /// @param problems why it does not; empty if it does    @param note what a person may want to know nevertheless, or empty
    public record Verdict(List<Problem> problems, String note) {}

    /// Judged with these settings, or with the variant's defaults as long as they are wrong.
    public Verdict verdict(Person who, String variant, Map<String, ?> settings, DataSet data) {
        var wanted = variants.choose(who, variant, variants.check(who, variant, settings).isEmpty() ? settings : Map.of()).data();
        return new Verdict(dataSets.misfits(data, wanted), Fit.note(wanted, data).orElse(""));
    }

    public static List<Class<?>> entities() { return List.of(ExperimentRow.class, RunRow.class); }

    /// Writes experiment, runs and jobs in one transaction, or throws all problems at once; `where` is the setting's name,
    /// "dataSet", "variant", "name", or what [Sweep#points] says.
    public Launched launch(Person who, Launch launch) {
        policy.require(who, Action.LAUNCH, launch.project());
        var problems = new LinkedHashSet<Problem>();
        var data = gathered(problems, "dataSet", () -> dataSet(who, launch));
        var needs = Schema.of(Needs.class).check(launch.needs());
        problems.addAll(needs.problems());
        if (needs.problems().isEmpty()) {
            problems.addAll(outlook.problems(Settings.bind(Needs.class, needs.values())));
        }
        if (launch.name().strip().length() > LONGEST_NAME) {
            problems.add(Problem.user("name", "The name may have at most " + LONGEST_NAME + " characters, not " + launch.name().strip().length() + "."));
        }
        var card = gathered(problems, "variant", () -> variants.find(who, launch.variant()));
        var plans = card.map(found -> plans(who, launch, found, problems)).orElse(List.of());
        // a data set of another kind is wrong whatever the settings are, so it is said even while they are wrong
        var wanted = plans.stream().map(plan -> plan.choice().data()).collect(Collectors.toCollection(LinkedHashSet::new));
        if (wanted.isEmpty()) {
            gathered(new ArrayList<>(), "variant", () -> variants.choose(who, launch.variant(), Map.of())).map(Choice::data).ifPresent(wanted::add);
        }
        data.ifPresent(found -> wanted.forEach(spec -> problems.addAll(dataSets.misfits(found, spec))));
        var from = launch.from();
        var origin = from == null ? Optional.<Origin>empty() : gathered(problems, "from", () -> origin(who, from));
        origin.ifPresent(found -> problems.addAll(misfork(who, launch, found, plans)));
        if (!problems.isEmpty()) {
            throw new ProblemException(List.copyOf(problems));
        }
        var asked = Settings.bind(Needs.class, needs.values());
        queue.requireHurry(who, launch.project(), asked.priority());
        return write(who, launch, card.orElseThrow(), data.orElseThrow(), plans, asked, origin.orElse(null));
    }

    /// What keeps a run with these settings from going on at a checkpoint of another; empty if nothing does.
    ///
    /// @param settings of the variant, good ones
    public List<Problem> misforks(Person who, ForkPoint from, VariantCard variant, Map<String, ?> settings, long steps) {
        return forks.problems(who, origin(who, from), variant, new TreeMap<>(settings), steps);
    }

    /// What the variant's runs may vary: its own settings, and those of every training.
    public static Schema sweepable(VariantCard variant) {
        return new Schema(Stream.concat(variant.settings().stream(), TRAINING.parameters().stream()).toList());
    }

    /// An experiment with all its runs.
    public Experiment find(Person who, UUID id) {
        var row = store.experiment(id).filter(found -> policy.allows(who, Action.SEE, found.project)).orElseThrow(() -> new ProblemException(
                Problem.Kind.ABSENT, "experiment", "There is no such experiment, or it is not shared with you."));
        var sweep = row.sweep == null ? null : Json.read("sweep", row.sweep, Sweep.class);
        var runs = store.ofExperiment(id).stream().map(run -> run.run(null)).toList();
        return new Experiment(row.id, row.project, row.name, row.created, sweep, sweep == null ? List.of() : sweep.differing(), runs);
    }

    private Origin origin(Person who, ForkPoint from) {
        return new Origin(store.find(from.run()).filter(row -> policy.allows(who, Action.SEE, row.project)).orElseThrow(() -> new ProblemException(
                Problem.Kind.ABSENT, "from", "There is no run " + from.run() + ", or it is not shared with you.")), from.step());
    }

    private List<Problem> misfork(Person who, Launch launch, Origin origin, List<Plan> plans) {
        if (!origin.run().project.equals(launch.project())) {
            return List.of(Problem.user("from", "Run %d belongs to another project; launch there.".formatted(origin.run().number)));
        }
        return plans.stream().flatMap(plan -> forks.problems(who, origin, plan.choice().variant(), plan.choice().settings(),
                Settings.bind(Training.class, plan.training()).steps()).stream()).distinct().limit(MOST_PROBLEMS).toList();
    }

    /// One run to be: its variant with its settings, and its training.
    private record Plan(Choice choice, SortedMap<String, Object> training) {}

    /// Everything that is wrong with any of the runs goes to the problems.
    private List<Plan> plans(Person who, Launch launch, VariantCard card, Collection<Problem> problems) {
        var sweep = launch.sweep();
        var own = new TreeMap<String, Object>(launch.settings());
        var training = new TreeMap<String, Object>(launch.training());
        if (sweep != null) {
            own.keySet().removeAll(sweep.axes().keySet()); // what is varied needs no other value
            training.keySet().removeAll(sweep.axes().keySet());
        }
        var base = TRAINING.check(training);
        problems.addAll(base.problems());
        problems.addAll(files.problems(launch.project(), card.settings(), own));
        var seed = base.values().get("seed") instanceof Long given ? given : 1;
        var points = sweep == null ? List.<SortedMap<String, Object>>of(new TreeMap<>())
                : gathered(problems, "sweep", () -> sweep.points(sweepable(card), seed)).orElse(List.of(new TreeMap<>()));
        var chosen = new HashMap<Map<String, Object>, Optional<Choice>>();
        var plans = new ArrayList<Plan>();
        for (var point : points) {
            var settings = new TreeMap<>(own);
            var its = new TreeMap<>(base.values());
            point.forEach((name, value) -> (TRAINING.find(name).isPresent() ? its : settings).put(name, value));
            if (problems.size() < MOST_PROBLEMS) {
                int batchSize = Settings.bind(Training.class, TRAINING.check(its).values()).batchSize();
                gathered(problems, "variant", () -> variants.checkBatch(who, launch.variant(), batchSize)).ifPresent(problems::addAll);
                chosen.computeIfAbsent(settings, _ -> gathered(problems, "variant", () -> variants.choose(who, launch.variant(), settings)))
                        .ifPresent(choice -> plans.add(new Plan(choice, its)));
            }
        }
        if (sweep != null && problems.isEmpty()) {
            plans.forEach(plan -> problems.addAll(TRAINING.check(plan.training()).problems()));
            files(launch, card, sweep, problems);
        }
        return plans;
    }

    /// Files that are varied are the project's, as all others are.
    private void files(Launch launch, VariantCard card, Sweep sweep, Collection<Problem> problems) {
        sweep.axes().forEach((name, axis) -> {
            if (axis instanceof Axis.Values(var values)) {
                values.forEach(value -> problems.addAll(files.problems(launch.project(), card.settings(), Map.of(name, value))));
            }
        });
    }

    private Launched write(Person who, Launch launch, VariantCard variant, DataSet data, List<Plan> plans, Needs needs, @Nullable Origin origin) {
        var sweep = launch.sweep();
        var experiment = new ExperimentRow();
        experiment.id = Ids.next();
        experiment.project = launch.project();
        experiment.name = !launch.name().isBlank() ? launch.name().strip()
                : origin == null ? variant.title() + " on " + data.name() : "Run %d from step %,d".formatted(origin.run().number, origin.step());
        experiment.person = who.id();
        experiment.created = clock.instant();
        experiment.sweep = sweep == null ? null : Json.text(sweep);
        var names = new RunNames(experiment.name, sweepable(variant), sweep == null ? List.of() : sweep.axes().keySet());
        var examples = new HashMap<DataSpec, Integer>();
        var rows = new ArrayList<RunRow>();
        var entries = new ArrayList<Queue.Entry>();
        var paces = pace.of(variant);
        var memory = new MemoryNeeds(forecasts, who, variant, needs);
        for (var plan : plans) {
            var choice = plan.choice();
            var asked = Settings.bind(Training.class, plan.training());
            var course = new Course(choice.phases(), asked.steps(), asked.batchSize(),
                    examples.computeIfAbsent(choice.data(), spec -> dataSets.examples(data, spec)));
            var row = row(who, experiment, plan, data, names.of(choice.settings(), plan.training()), course.end());
            row.parent = origin == null ? null : origin.run().number;
            row.parentStep = origin == null ? null : origin.step();
            var reason = Stream.of(Optional.of(origin == null ? "Launched." : "Launched from run %d at step %,d.".formatted(origin.run().number, origin.step())), Fit.note(choice.data(), data), course.note()).flatMap(Optional::stream).collect(Collectors.joining(" "));
            rows.add(row);
            entries.add(new Queue.Entry(row.id, row.project, memory.of(choice.settings(), plan.training()), reason,
                    paces.length(choice.settings(), plan.training(), row.steps).orElse(null)));
        }
        var jobs = written(rows, origin, () -> storage.inTransaction(transaction -> {
            var numbers = store.nextNumbers(transaction, rows.size());
            store.add(transaction, experiment);
            for (int i = 0; i < rows.size(); i++) {
                rows.get(i).number = numbers.get(i);
            }
            store.add(transaction, rows);
            return queue.add(transaction, entries, who);
        }));
        log.info("{} launched {}: {}.", who.name(), rows.size() == 1 ? "run " + rows.getFirst().number
                : "runs " + rows.getFirst().number + " to " + rows.getLast().number, rows.getFirst().name);
        queue.announce(jobs);
        return new Launched(experiment.id, rows.stream().map(row -> row.run(null)).toList());
    }

    /// Forks have their checkpoint before anybody can start them; it goes again when they do not come.
    private <T> T written(List<RunRow> rows, @Nullable Origin origin, Supplier<T> writing) {
        if (origin == null) {
            return writing.get();
        }
        try {
            rows.forEach(row -> forks.keep(origin, row.id));
            return writing.get();
        } catch (RuntimeException e) {
            folders.takeBack(rows.stream().map(row -> row.id).toList(), e);
            throw e;
        }
    }

    private static RunRow row(Person who, ExperimentRow experiment, Plan plan, DataSet data, String name, long steps) {
        var variant = plan.choice().variant();
        var run = new RunRow();
        run.id = Ids.next();
        run.experiment = experiment.id;
        run.project = experiment.project;
        run.name = name;
        run.variant = variant.id();
        run.variantTitle = variant.title();
        run.plugin = variant.plugin().sha256();
        run.dataSet = data.id();
        run.dataSetName = data.name();
        run.dataSetHash = data.hash();
        run.person = who.id();
        run.launchedBy = who.name();
        run.settings = Json.text(plan.choice().settings());
        run.training = Json.text(plan.training());
        run.state = State.QUEUED;
        run.reason = "";
        run.steps = steps;
        run.facts = "{}";
        run.losses = "{}";
        run.latestSampleStep = -1;
        run.created = experiment.created;
        return run;
    }

    /// A data set that this project may use.
    private DataSet dataSet(Person who, Launch launch) {
        var data = dataSets.find(who, launch.dataSet());
        if (!data.builtIn() && !launch.project().equals(data.project())) {
            throw ProblemException.user("dataSet", "The data set \"" + data.name() + "\" belongs to another project; import it here, or launch there.");
        }
        return data;
    }

    /// Collects what is wrong instead of stopping at it.
    private static <T> Optional<T> gathered(Collection<Problem> problems, String where, Supplier<T> work) {
        try {
            return Optional.of(work.get());
        } catch (ProblemException e) {
            e.problems().forEach(problem -> problems.add(problem.kind() == Problem.Kind.ABSENT ? Problem.user(where, problem.message()) : problem));
            return Optional.empty();
        }
    }
}
