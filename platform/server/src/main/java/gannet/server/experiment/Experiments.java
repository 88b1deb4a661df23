package gannet.server.experiment;

import gannet.host.Course;
import gannet.parameters.Json;
import gannet.parameters.Parameter;
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
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A question put to the machine: variant, data set, settings, and the runs that answer it.
public final class Experiments {
    private static final Logger log = LoggerFactory.getLogger(Experiments.class);
    private static final int LONGEST_NAME = 200;
    private static final int CHANGES_IN_A_NAME = 3;

    private final Storage storage;
    private final RunStore store;
    private final Policy policy;
    private final Variants variants;
    private final DataSets dataSets;
    private final FileShelf files;
    private final Queue queue;
    private final Outlook outlook;
    private final Pace pace;
    private final Clock clock;

    public Experiments(Storage storage, Policy policy, Variants variants, DataSets dataSets, FileShelf files, Queue queue, Outlook outlook, Clock clock) {
        this.storage = storage;
        this.store = new RunStore(storage);
        this.policy = policy;
        this.variants = variants;
        this.dataSets = dataSets;
        this.files = files;
        this.queue = queue;
        this.outlook = outlook;
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

    /// Writes experiment, run and job in one transaction, or throws all problems at once; `where` is the setting's name,
    /// "dataSet", "variant" or "name".
    public Run launch(Person who, Launch launch) {
        policy.require(who, Action.LAUNCH, launch.project());
        var problems = new ArrayList<Problem>();
        var choice = gathered(problems, "variant", () -> variants.choose(who, launch.variant(), launch.settings()));
        var data = gathered(problems, "dataSet", () -> dataSet(who, launch));
        var training = Schema.of(Training.class).check(launch.training());
        problems.addAll(training.problems());
        var needs = Schema.of(Needs.class).check(launch.needs());
        problems.addAll(needs.problems());
        if (needs.problems().isEmpty()) {
            problems.addAll(outlook.problems(Settings.bind(Needs.class, needs.values())));
        }
        if (launch.name().strip().length() > LONGEST_NAME) {
            problems.add(Problem.user("name", "The name may have at most " + LONGEST_NAME + " characters, not " + launch.name().strip().length() + "."));
        }
        choice.ifPresent(chosen -> problems.addAll(files.problems(launch.project(), chosen.variant().settings(), chosen.settings())));
        // a data set of another kind is wrong whatever the settings are, so it is said even while they are wrong
        var wanted = choice.or(() -> gathered(new ArrayList<>(), "variant", () -> variants.choose(who, launch.variant(), Map.of()))).map(Choice::data);
        if (wanted.isPresent() && data.isPresent()) {
            problems.addAll(dataSets.misfits(data.get(), wanted.get()));
        }
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        var asked = Settings.bind(Needs.class, needs.values());
        queue.requireHurry(who, launch.project(), asked.priority());
        return write(who, launch, choice.orElseThrow(), data.orElseThrow(), training.values(), asked);
    }

    private Run write(Person who, Launch launch, Choice choice, DataSet data, SortedMap<String, Object> training, Needs needs) {
        var now = clock.instant();
        var experiment = new ExperimentRow();
        experiment.id = Ids.next();
        experiment.project = launch.project();
        experiment.name = launch.name().isBlank() ? choice.variant().title() + " on " + data.name() : launch.name().strip();
        experiment.person = who.id();
        experiment.created = now;
        var run = new RunRow();
        run.id = Ids.next();
        run.experiment = experiment.id;
        run.project = launch.project();
        run.name = name(experiment.name, choice, training);
        run.variant = choice.variant().id();
        run.variantTitle = choice.variant().title();
        run.plugin = choice.variant().plugin().sha256();
        run.dataSet = data.id();
        run.dataSetName = data.name();
        run.dataSetHash = data.hash();
        run.person = who.id();
        run.launchedBy = who.name();
        run.settings = Json.text(choice.settings());
        run.training = Json.text(training);
        run.state = State.QUEUED;
        run.reason = "";
        var asked = Settings.bind(Training.class, training);
        var course = new Course(choice.phases(), asked.steps(), asked.batchSize(), dataSets.examples(data, choice.data()));
        run.steps = course.end();
        run.facts = "{}";
        run.losses = "{}";
        run.latestSampleStep = -1;
        run.created = now;
        var reason = Stream.of(Optional.of("Launched."), Fit.note(choice.data(), data), course.note()).flatMap(Optional::stream).collect(Collectors.joining(" "));
        var length = pace.length(choice.variant(), choice.settings(), training, run.steps);
        var jobs = storage.inTransaction(transaction -> {
            run.number = store.nextNumber(transaction);
            store.add(transaction, experiment);
            store.add(transaction, run);
            return queue.add(transaction, List.of(new Queue.Entry(run.id, run.project, needs, length.orElse(null))), who, reason);
        });
        log.info("{} launched run {}: {}.", who.name(), run.number, run.name);
        queue.announce(jobs);
        return run.run(null);
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
    private static <T> Optional<T> gathered(List<Problem> problems, String where, Supplier<T> work) {
        try {
            return Optional.of(work.get());
        } catch (ProblemException e) {
            e.problems().forEach(problem -> problems.add(problem.kind() == Problem.Kind.ABSENT ? Problem.user(where, problem.message()) : problem));
            return Optional.empty();
        }
    }

    /// "Shapes first try · image size 32 · seed 1"
    private static String name(String experiment, Choice choice, Map<String, Object> training) {
        var parts = new ArrayList<String>();
        parts.add(experiment);
        choice.settings().forEach((setting, value) -> {
            if (parts.size() <= CHANGES_IN_A_NAME && !isDefault(choice.variant(), setting, value)) {
                parts.add(label(choice.variant(), setting) + " " + written(value));
            }
        });
        parts.add("seed " + training.get("seed"));
        var name = String.join(" · ", parts);
        return name.length() <= 300 ? name : name.substring(0, 299) + "…";
    }

    /// 0.0002, not 2.0E-4
    private static String written(Object value) {
        return value instanceof Double number ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString() : value.toString();
    }

    /// "image size" for `imageSize`
    private static String label(VariantCard variant, String setting) {
        var label = new Schema(variant.settings()).find(setting).map(Parameter::label).orElse(setting);
        return label.substring(0, 1).toLowerCase(Locale.ROOT) + label.substring(1);
    }

    private static boolean isDefault(VariantCard variant, String setting, Object value) {
        return new Schema(variant.settings()).defaults().getOrDefault(setting, "").equals(value);
    }
}
