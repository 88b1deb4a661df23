package gannet.server.plugin;

import gannet.host.BundleInspection;
import gannet.host.MemoryForecast;
import gannet.host.PluginHost;
import gannet.host.Variant;
import gannet.layers.ArchitectureException;
import gannet.layers.Compute;
import gannet.layers.Plan;
import gannet.parameters.Parameter;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.run.Order;
import gannet.server.account.Person;
import gannet.server.file.FilePlaces;
import gannet.server.plugin.Catalogue.Offer;
import gannet.server.storage.Pulse;
import gannet.server.storage.Storage;
import gannet.server.storage.Wakeups;
import gannet.spi.Blueprint;
import gannet.spi.DataSpec;
import gannet.spi.DoctorRule;
import gannet.spi.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The variants that installed plugins bring. What they are is read from the database; a plugin's code is loaded when somebody first
/// asks what only it can tell: whether settings hold together, which networks they give.
public final class Variants implements AutoCloseable {
    /// What is said when plugins have changed.
    static final String WORD = "plugins";

    private static final Logger log = LoggerFactory.getLogger(Variants.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(30);

    private final Storage storage;
    private final LoadedPlugins loaded;
    private final Shelf shelf;
    private final FilePlaces files;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> following = new ArrayList<>();
    private volatile Catalogue catalogue = new Catalogue(List.of());

    /// @param parameters how many numbers it learns    @param rows layer, output size, parameters
    public record NetworkPlan(String name, long parameters, List<Row> rows) {
        public record Row(String layer, String output, long parameters) {}
    }

    /// A variant with settings that are good.
    ///
    /// @param settings complete    @param data what it learns from with them    @param phases how it learns with them
    public record Choice(VariantCard variant, SortedMap<String, Object> settings, DataSpec data, List<Phase> phases) {}

    private Variants(Storage storage, LoadedPlugins loaded, Shelf shelf, FilePlaces files) {
        this.storage = storage;
        this.loaded = loaded;
        this.shelf = shelf;
        this.files = files;
    }

    /// Takes every bundle of a folder as one that comes with Gannet. One that is damaged or does not fit is named in the log and left
    /// out; the others do not suffer. Those that were here before are not even opened.
    ///
    /// @param host of [#startHost]    @param files that settings may name    @param bundles the plugins that come with this Gannet    @param shared the folder that all servers share
    public static Variants open(Storage storage, CompletableFuture<PluginHost> host, FilePlaces files, Path bundles, Path shared, Clock clock) {
        var shelf = new Shelf(shared.resolve("plugins"));
        var variants = new Variants(storage, new LoadedPlugins(host, shelf), shelf, files);
        var hashes = new ArrayList<String>();
        for (var jar : jars(bundles)) {
            variants.settle(jar, clock).ifPresent(hashes::add);
        }
        storage.change(transaction -> new PluginStore(transaction).have(hashes));
        variants.refresh();
        if (variants.catalogue.inUse().isEmpty()) {
            log.warn("There is no variant to train: {} holds no plugin that works, and none was uploaded. Put a plugin's jar there and start the server again, or upload one.", bundles);
        }
        return variants;
    }

    /// Starts the framework beside whatever else is started: it takes a second and waits for nothing.
    ///
    /// @param data the server's own folder
    public static CompletableFuture<PluginHost> startHost(Path data) {
        var host = new CompletableFuture<PluginHost>();
        Thread.ofPlatform().name("plugin framework").daemon().start(() -> {
            try {
                host.complete(PluginHost.start(data.resolve("framework")));
            } catch (RuntimeException | LinkageError e) {
                host.completeExceptionally(e);
            }
        });
        return host;
    }

    /// Follows what other servers of the database install.
    public void follow(Wakeups wakeups) {
        following.add(wakeups.on(WORD, _ -> Thread.ofVirtual().name("plugins changed").start(this::refresh)));
        following.add(Pulse.start("look at plugins", LOOK_EVERY, this::refresh));
    }

    /// Reads anew what is installed, and lets go what no longer is.
    void refresh() {
        var now = new Catalogue(storage.read(transaction -> new PluginStore(transaction).all()));
        catalogue = now;
        loaded.keepOnly(sha256 -> now.row(sha256).map(row -> row.state() == PluginState.INSTALLED).orElse(false));
        listeners.forEach(Runnable::run);
    }

    Catalogue catalogue() { return catalogue; }

    /// Hears when anything about plugins has changed, on any thread, until closed.
    AutoCloseable listen(Runnable changed) {
        listeners.add(changed);
        return () -> listeners.remove(changed);
    }

    public List<VariantCard> list(Person who) {
        return catalogue.inUse().values().stream().map(Offer::card).sorted(Comparator.comparing(VariantCard::task).thenComparing(VariantCard::title)).toList();
    }

    /// Refused with ABSENT if there is none of that id; the message lists those there are.
    ///
    /// @param address its id, or "dcgan@1.0.0" for a certain version
    public VariantCard find(Person who, String address) { return require(address).card(); }

    /// As it was in the very version that a run was launched with; else as it is known.
    ///
    /// @param sha256 the plugin's
    public Optional<VariantCard> launched(Person who, String sha256, String id) {
        return catalogue.of(sha256, id).or(() -> catalogue.known(id)).map(Offer::card);
    }

    /// How the doctor's rules differ for a variant; nothing for one that nobody knows.
    public List<DoctorRule> doctor(String id) { return catalogue.known(id).map(offer -> offer.description().doctor()).orElse(List.of()); }

    /// A variant's settings; nothing for one that nobody knows.
    public List<Parameter> parameters(String id) { return card(id).map(VariantCard::settings).orElse(List.of()); }

    /// For the server itself.
    public Optional<VariantCard> card(String id) { return catalogue.known(id).map(Offer::card); }

    /// PNG
    public Optional<byte[]> picture(Person who, String address) {
        var offer = require(address);
        return storage.read(transaction -> new PluginStore(transaction).picture(offer.sha256(), offer.description().id(), PluginStore.PICTURE));
    }

    /// Everything wrong with these settings, cross-setting rules of the plugin included; empty if they are good.
    public List<Problem> check(Person who, String id, Map<String, ?> settings) { return check(require(id), settings); }

    /// What is wrong with a batch of so many examples for a variant; empty if it learns from such.
    public List<Problem> checkBatch(Person who, String id, int batchSize) { return loaded.variant(require(id)).checkBatch(batchSize); }

    private List<Problem> check(Offer found, Map<String, ?> settings) {
        var variant = loaded.variant(found);
        var problems = new ArrayList<>(files.problems(found.card().settings(), settings));
        var others = new TreeMap<String, Object>(files.located(settings));
        problems.forEach(problem -> others.remove(problem.where()));
        problems.addAll(variant.check(others));
        if (problems.isEmpty()) {
            problems.addAll(inFiles(found, variant, others));
        }
        return problems.stream().map(problem -> new Problem(problem.kind(), problem.where(), files.named(problem.message()))).toList();
    }

    /// What is wrong inside the files that settings name, which only networks can tell: that one holds no such network, say.
    private static List<Problem> inFiles(Offer found, Variant<?, ?> variant, Map<String, ?> settings) {
        var given = found.card().settings().stream().filter(parameter -> parameter.type() == Parameter.Type.FILE)
                .map(Parameter::name).filter(name -> !String.valueOf(settings.get(name) == null ? "" : settings.get(name)).isBlank()).toList();
        if (given.isEmpty()) {
            return List.of();
        }
        try {
            variant.networks(settings);
            return List.of();
        } catch (ProblemException e) {
            return e.problems().stream().map(problem -> problem.where().isEmpty() ? new Problem(problem.kind(), given.getFirst(), problem.message()) : problem).toList();
        }
    }

    /// The networks that these settings give, without running anything.
    public List<NetworkPlan> networks(Person who, String id, Map<String, ?> settings) {
        try {
            return loaded.variant(require(id)).networks(files.located(settings)).stream().map(Variants::plan).toList();
        } catch (ArchitectureException e) {
            throw ProblemException.user("", Objects.requireNonNullElse(e.getMessage(), "These settings give no networks."));
        }
    }

    /// Whether a checkpoint of networks with some settings is one of networks with others: the same arrays under the same names.
    public boolean sameNetworks(Person who, String id, Map<String, ?> some, Map<String, ?> others) {
        var variant = loaded.variant(require(id));
        return arrays(variant.networks(files.located(some))).equals(arrays(variant.networks(files.located(others))));
    }

    private static List<List<Object>> arrays(List<Blueprint.Entry> networks) {
        return networks.stream().map(entry -> List.<Object>of(entry.name(), entry.averages(), Optional.ofNullable(entry.optimizer()).map(Object::getClass),
                named(entry.plan().parameters()), named(entry.plan().buffers()))).toList();
    }

    private static List<String> named(List<Plan.Variable> variables) { return variables.stream().map(variable -> variable.name() + " " + variable.shape()).toList(); }

    /// What a training takes of memory, by a dry run.
    ///
    /// @throws ProblemException with everything wrong in the settings
    public Map<Compute, MemoryForecast> forecast(Person who, String id, Map<String, ?> settings, int batch, Set<Compute> computes) {
        return loaded.variant(require(id)).forecast(files.located(settings), batch, MemoryForecast.USUALLY_HELD_OUT, computes);
    }

    /// A variant with these settings, for a launch.
    ///
    /// @throws ProblemException with everything wrong in the settings
    public Choice choose(Person who, String id, Map<String, ?> settings) {
        var found = require(id);
        var variant = loaded.variant(found);
        var problems = check(found, settings);
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        var located = files.located(settings);
        return new Choice(found.card(), found.description().settings().check(settings).orThrow(), variant.data(located),
                variant.assemble(located, new Blueprint()).phases());
    }

    /// The bundle that a run was launched with, whatever version is in use now.
    public Order.Plugin pinned(String sha256) {
        var row = storage.read(transaction -> new PluginStore(transaction).find(sha256));
        if (row.isPresent() && row.get().state() != PluginState.INSTALLED) {
            throw new ProblemException(Problem.Kind.PLUGIN, "plugin", "The plugin that this run was launched with, " + row.get() + ", "
                    + (row.get().decidedBy().isEmpty() ? "is not installed" : "was removed by " + row.get().decidedBy())
                    + ". What the run made can still be looked at; to go on, an administrator installs the same file again.");
        }
        if (row.isEmpty() || !shelf.has(sha256)) {
            throw new ProblemException(Problem.Kind.PLUGIN, "plugin",
                    "The plugin that this run was launched with (SHA-256 " + sha256.substring(0, 12) + "…) is missing or damaged in the data directory."
                            + " Put the same file back, or launch again with the version in use.");
        }
        return new Order.Plugin(row.get().id(), row.get().version(), sha256, shelf.place(sha256));
    }

    /// Whether it is here and may be used.
    public boolean isKept(String sha256) {
        return storage.read(transaction -> new PluginStore(transaction).find(sha256)).filter(row -> row.state() == PluginState.INSTALLED).isPresent() && shelf.has(sha256);
    }

    @Override public void close() {
        for (var one : following) {
            try {
                one.close();
            } catch (Exception e) { // AutoCloseable declares no narrower one
                log.debug("It did not close in order", e);
            }
        }
        loaded.close();
    }

    private static List<Path> jars(Path bundles) {
        if (!Files.isDirectory(bundles)) {
            return List.of();
        }
        try (var files = Files.list(bundles)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            log.warn("The folder of plugins, {}, cannot be read: {}", bundles, e.getMessage());
            return List.of();
        }
    }

    /// @return the hash of one that can be used
    private Optional<String> settle(Path jar, Clock clock) {
        try {
            var sha256 = BundleInspection.sha256(jar);
            var known = storage.read(transaction -> new PluginStore(transaction).find(sha256));
            if (known.isPresent() && known.get().form() == PluginStore.FORM && known.get().state() == PluginState.INSTALLED && shelf.has(sha256)) {
                return Optional.of(sha256);
            }
            var inspection = BundleInspection.of(jar);
            var kept = shelf.keep(jar, inspection);
            var plugin = loaded.open(kept, sha256);
            long bytes = Files.size(kept);
            storage.change(transaction -> {
                var store = new PluginStore(transaction);
                store.settle(inspection, bytes, plugin.variants().stream().<gannet.host.VariantDescription>map(Variant::description).toList(), clock.instant());
                plugin.variants().forEach(variant -> variant.picture().ifPresent(png -> store.picture(sha256, variant.id(), PluginStore.PICTURE, png)));
            });
            log.info("The plugin {} is here for the first time.", plugin);
            return Optional.of(sha256);
        } catch (ProblemException e) {
            log.warn("The plugin {} is left out: {}", jar.getFileName(), e.getMessage());
            return Optional.empty();
        } catch (IOException e) {
            log.warn("The plugin {} is left out: it cannot be read: {}", jar.getFileName(), e.getMessage());
            return Optional.empty();
        }
    }

    private Offer require(String address) {
        var now = catalogue;
        return now.find(address).orElseThrow(() -> new ProblemException(Problem.Kind.ABSENT, "variant", "There is no variant \"" + address + "\"; "
                + (now.inUse().isEmpty() ? "no plugin is installed." : "there are: " + String.join(", ", now.inUse().keySet()) + ".")));
    }

    private static NetworkPlan plan(Blueprint.Entry entry) {
        var rows = entry.plan().rows().stream().map(row -> new NetworkPlan.Row(row.name(), row.output().toString(), row.parameters())).toList();
        return new NetworkPlan(entry.name(), entry.plan().parameterCount(), rows);
    }
}
