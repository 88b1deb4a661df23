package gannet.server.plugin;

import gannet.host.BundleInspection;
import gannet.host.MemoryForecast;
import gannet.host.Plugin;
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
import gannet.server.storage.Storage;
import gannet.spi.Blueprint;
import gannet.spi.DataSpec;
import gannet.spi.DoctorRule;
import gannet.spi.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
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
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The variants that installed plugins bring.
public final class Variants implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Variants.class);

    private final PluginHost host;
    private final Shelf shelf;
    private final FilePlaces files;
    private final SortedMap<String, Installed> installed = new TreeMap<>();

    /// @param parameters how many numbers it learns    @param rows layer, output size, parameters
    public record NetworkPlan(String name, long parameters, List<Row> rows) {
        public record Row(String layer, String output, long parameters) {}
    }

    /// A variant with settings that are good.
    ///
    /// @param settings complete    @param data what it learns from with them    @param phases how it learns with them
    public record Choice(VariantCard variant, SortedMap<String, Object> settings, DataSpec data, List<Phase> phases) {}

    private record Installed(Plugin plugin, Variant<?, ?> variant, VariantCard card) {}

    private Variants(PluginHost host, Shelf shelf, FilePlaces files) {
        this.host = host;
        this.shelf = shelf;
        this.files = files;
    }

    /// Installs every bundle of a folder. One that is damaged or does not fit is named in the log and left out; the others
    /// do not suffer.
    ///
    /// @param host of [#startHost]    @param files that settings may name    @param bundles the plugins that come with this Gannet    @param shared the folder that all servers share
    public static Variants open(Storage storage, CompletableFuture<PluginHost> host, FilePlaces files, Path bundles, Path shared, Clock clock) {
        var variants = new Variants(awaited(host), new Shelf(storage, shared.resolve("plugins"), clock), files);
        for (var jar : jars(bundles)) {
            variants.install(jar);
        }
        if (variants.installed.isEmpty()) {
            log.warn("There is no variant to train: {} holds no plugin that works. Put a plugin's jar there and start the server again.", bundles);
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

    private static PluginHost awaited(CompletableFuture<PluginHost> host) {
        try {
            return host.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof ProblemException problem) {
                throw problem;
            }
            throw e;
        }
    }

    public static List<Class<?>> entities() { return List.of(PluginRow.class); }

    public List<VariantCard> list(Person who) {
        return installed.values().stream().map(Installed::card).sorted(Comparator.comparing(VariantCard::task).thenComparing(VariantCard::title)).toList();
    }

    /// Refused with ABSENT if there is none of that id; the message lists those there are.
    public VariantCard find(Person who, String id) { return require(id).card(); }

    /// How the doctor's rules differ for a variant; nothing for one that is not installed.
    public List<DoctorRule> doctor(String id) {
        var found = installed.get(id);
        return found == null ? List.of() : found.variant().description().doctor();
    }

    /// A variant's settings; nothing for one that is not installed.
    public List<Parameter> parameters(String id) {
        var found = installed.get(id);
        return found == null ? List.of() : found.card().settings();
    }

    /// PNG
    /// For the server itself.
    public Optional<VariantCard> card(String id) { return installed.values().stream().map(Installed::card).filter(card -> card.id().equals(id)).findFirst(); }

    public Optional<byte[]> picture(Person who, String id) { return require(id).variant().picture(); }

    /// Everything wrong with these settings, cross-setting rules of the plugin included; empty if they are good.
    public List<Problem> check(Person who, String id, Map<String, ?> settings) { return check(require(id), settings); }

    private List<Problem> check(Installed found, Map<String, ?> settings) {
        var problems = new ArrayList<>(files.problems(found.card().settings(), settings));
        var others = new TreeMap<String, Object>(files.located(settings));
        problems.forEach(problem -> others.remove(problem.where()));
        problems.addAll(found.variant().check(others));
        if (problems.isEmpty()) {
            problems.addAll(inFiles(found, others));
        }
        return problems.stream().map(problem -> new Problem(problem.kind(), problem.where(), files.named(problem.message()))).toList();
    }

    /// What is wrong inside the files that settings name, which only networks can tell: that one holds no such network, say.
    private static List<Problem> inFiles(Installed found, Map<String, ?> settings) {
        var given = found.card().settings().stream().filter(parameter -> parameter.type() == Parameter.Type.FILE)
                .map(Parameter::name).filter(name -> !String.valueOf(settings.get(name) == null ? "" : settings.get(name)).isBlank()).toList();
        if (given.isEmpty()) {
            return List.of();
        }
        try {
            found.variant().networks(settings);
            return List.of();
        } catch (ProblemException e) {
            return e.problems().stream().map(problem -> problem.where().isEmpty() ? new Problem(problem.kind(), given.getFirst(), problem.message()) : problem).toList();
        }
    }

    /// The networks that these settings give, without running anything.
    public List<NetworkPlan> networks(Person who, String id, Map<String, ?> settings) {
        try {
            return require(id).variant().networks(files.located(settings)).stream().map(Variants::plan).toList();
        } catch (ArchitectureException e) {
            throw ProblemException.user("", Objects.requireNonNullElse(e.getMessage(), "These settings give no networks."));
        }
    }

    /// Whether a checkpoint of networks with some settings is one of networks with others: the same arrays under the same names.
    public boolean sameNetworks(Person who, String id, Map<String, ?> some, Map<String, ?> others) {
        var variant = require(id).variant();
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
        return require(id).variant().forecast(files.located(settings), batch, MemoryForecast.USUALLY_HELD_OUT, computes);
    }

    /// A variant with these settings, for a launch.
    ///
    /// @throws ProblemException with everything wrong in the settings
    public Choice choose(Person who, String id, Map<String, ?> settings) {
        var found = require(id);
        var problems = check(found, settings);
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        var located = files.located(settings);
        return new Choice(found.card(), found.variant().description().settings().check(settings).orThrow(), found.variant().data(located),
                found.variant().assemble(located, new Blueprint()).phases());
    }

    /// The bundle that a run was launched with, whatever version is in use now.
    public Order.Plugin pinned(String sha256) {
        var kept = shelf.find(sha256).orElseThrow(() -> new ProblemException(Problem.Kind.PLUGIN, "plugin",
                "The plugin that this run was launched with (SHA-256 " + sha256.substring(0, 12) + "…) is missing or damaged in the data directory."
                        + " Put the same file back, or launch again with the version in use."));
        return new Order.Plugin(kept.id(), kept.version(), kept.sha256(), kept.file());
    }

    /// Whether it is here, whole.
    public boolean isKept(String sha256) { return shelf.find(sha256).isPresent(); }

    @Override public void close() { host.close(); }

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

    private void install(Path jar) {
        try {
            var plugin = host.install(shelf.keep(jar, BundleInspection.of(jar)));
            for (var variant : plugin.variants()) {
                var other = installed.putIfAbsent(variant.id(), new Installed(plugin, variant, card(plugin, variant)));
                if (other == null) {
                    log.info("Variant {} comes from {} {}.", variant.id(), plugin.id(), plugin.version());
                } else {
                    log.warn("The variant {} of {} is left out: {} brings one of the same name.", variant.id(), jar.getFileName(), other.plugin());
                }
            }
        } catch (ProblemException e) {
            log.warn("The plugin {} is left out: {}", jar.getFileName(), e.getMessage());
        }
    }

    private Installed require(String id) {
        var found = installed.get(id);
        if (found == null) {
            throw new ProblemException(Problem.Kind.ABSENT, "variant", "There is no variant \"" + id + "\"; "
                    + (installed.isEmpty() ? "no plugin is installed." : "there are: " + String.join(", ", installed.keySet()) + "."));
        }
        return found;
    }

    private static VariantCard card(Plugin plugin, Variant<?, ?> variant) {
        var description = variant.description();
        var presets = new ArrayList<VariantCard.Preset>();
        description.presets().forEach(preset -> presets.add(new VariantCard.Preset(preset.name(), preset.help(), preset.changes(), preset.training())));
        return new VariantCard(
                description.id(), description.title(), description.year(), description.summary(), description.idea(), description.paper(),
                description.task(), description.data(), description.settings().parameters(), List.copyOf(presets), description.hasPicture(),
                new VariantCard.Plugin(plugin.id(), plugin.version(), plugin.sha256()));
    }

    private static NetworkPlan plan(Blueprint.Entry entry) {
        var rows = entry.plan().rows().stream().map(row -> new NetworkPlan.Row(row.name(), row.output().toString(), row.parameters())).toList();
        return new NetworkPlan(entry.name(), entry.plan().parameterCount(), rows);
    }
}
