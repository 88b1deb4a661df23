package gannet.host;

import gannet.layers.ArchitectureException;
import gannet.layers.Compute;
import gannet.layers.Described;
import gannet.layers.files.ParameterFileException;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.parameters.Schema;
import gannet.parameters.Settings;
import gannet.spi.Assembly;
import gannet.spi.Augmentation;
import gannet.spi.Blueprint;
import gannet.spi.DataSpec;
import gannet.spi.Gan;
import gannet.spi.GanVariant;
import gannet.spi.PluginException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A variant as it came out of its bundle. Whatever its code throws leaves here as a problem of kind PLUGIN that names the
/// author's line.
public final class Variant<S extends Record, Q extends Record> {
    private final GanVariant<S, Q> code;
    private final VariantDescription description;
    private final Class<S> settings;
    private final Class<Q> request;
    private final byte @Nullable [] picture;

    /// @throws ProblemException if the variant does not keep its contract
    Variant(GanVariant<S, Q> code) {
        this.code = code;
        var card = guarded(code, "describing itself", code::card);
        settings = card.settings();
        request = card.request();
        var schema = Schema.of(settings);
        var defaults = Settings.defaults(settings);
        description = guarded(code, "describing itself", () -> VariantDescription.of(card, schema, code.data(defaults), code.doctor()));
        picture = picture(code, card.picture());
        var problems = new ArrayList<>(check(Map.of()));
        card.presets().forEach(preset -> problems.addAll(check(preset.changes())));
        if (!problems.isEmpty()) {
            throw new ProblemException(problems.stream()
                    .map(p -> new Problem(Problem.Kind.PLUGIN, p.where(), "A preset or the defaults of " + card.title() + " break its own rules: " + p.message()))
                    .toList());
        }
    }

    public VariantDescription description() { return description; }
    public String id() { return description.id(); }
    public Class<Q> request() { return request; }

    /// A PNG of what it makes, if the plugin brings one.
    public Optional<byte[]> picture() { return Optional.ofNullable(picture).map(byte[]::clone); }

    /// Everything wrong with these settings, the variant's own rules included.
    public List<Problem> check(Map<String, ?> values) {
        var checked = description.settings().check(values);
        var problems = new ArrayList<>(checked.problems());
        // Settings at fault hold their defaults here, so that everything is said at once; nothing is said of them twice.
        var record = Settings.bind(settings, checked.values());
        guarded(code, "checking its settings", () -> code.check(record)).stream()
                .filter(finding -> checked.problems().stream().noneMatch(problem -> problem.where().equals(finding.setting())))
                .map(finding -> Problem.user(finding.setting(), finding.message())).forEach(problems::add);
        return List.copyOf(problems);
    }

    /// What is wrong with a batch of so many examples; nothing if the variant learns from such.
    public List<Problem> checkBatch(int batchSize) {
        int smallest = guarded(code, "naming its smallest batch", code::smallestBatch);
        return batchSize >= smallest ? List.of() : List.of(Problem.user("batchSize", "batchSize must be at least " + smallest + " with " + description.title()
                + ", not " + batchSize + ": each example is compared with others of its batch."));
    }

    /// @throws ProblemException with everything wrong with them
    public S settings(Map<String, ?> values) {
        var problems = check(values);
        if (!problems.isEmpty()) {
            throw new ProblemException(problems);
        }
        return Settings.bind(settings, values);
    }

    public DataSpec data(Map<String, ?> values) {
        var record = settings(values);
        return guarded(code, "naming its data", () -> code.data(record));
    }

    public Augmentation augmentation(Map<String, ?> values) {
        var record = settings(values);
        return guarded(code, "naming its augmentation", () -> code.augmentation(record));
    }

    /// The networks that these settings give, without PyTorch.
    public List<Blueprint.Entry> networks(Map<String, ?> values) {
        var record = settings(values);
        return guarded(code, "making its networks", () -> Blueprint.of(code, record));
    }

    /// What a training with these settings takes of memory, from a dry run without PyTorch.
    ///
    /// @param heldOut how many examples there are to measure with
    /// @throws ProblemException with everything wrong with the settings
    public Map<Compute, MemoryForecast> forecast(Map<String, ?> values, int batch, int heldOut, Set<Compute> computes) {
        var record = settings(values);
        var found = guarded(code, "walking through its steps", () -> DryRun.of(code, record, Settings.defaults(request), heldOut));
        return computes.stream().collect(Collectors.toMap(compute -> compute, compute -> MemoryForecast.of(found, batch, compute)));
    }

    public Gan<Q> assemble(Map<String, ?> values, Assembly assembly) {
        var record = settings(values);
        return guarded(code, "making its networks", () -> Described.noting(() -> code.assemble(record, assembly)));
    }

    /// Runs the variant's code; for steps and drawings, which the variant hands out as functions.
    ///
    /// @param doing for the message: "training"
    public <T> T guarded(String doing, Supplier<T> work) { return guarded(code, doing, work); }

    private static byte @Nullable [] picture(GanVariant<?, ?> code, @Nullable String resource) {
        if (resource == null) {
            return null;
        }
        try (var in = code.getClass().getResourceAsStream(resource)) {
            if (in == null) {
                throw new ProblemException(Problem.Kind.PLUGIN, resource, code.getClass().getSimpleName() + "'s card names the picture "
                        + resource + ", which is not in the bundle.");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new ProblemException(Problem.Kind.PLUGIN, "The picture " + resource + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static <T> T guarded(GanVariant<?, ?> code, String doing, Supplier<T> work) {
        try {
            return work.get();
        } catch (ProblemException e) {
            throw e;
        } catch (ParameterFileException e) {                             // a file that a person named
            throw ProblemException.user("", String.valueOf(e.getMessage()));
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            var name = code.getClass().getSimpleName();
            var line = AuthorLine.of(e, code.getClass().getPackageName());
            var said = e instanceof PluginException || e instanceof ArchitectureException ? e.getMessage() : e.toString();
            throw new ProblemException(Problem.Kind.PLUGIN, name + " failed while " + doing + line + ": " + said, e);
        }
    }
}
