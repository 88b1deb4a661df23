package gannet.worker;

import ai.djl.ndarray.NDList;
import gannet.host.Variant;
import gannet.layers.ArchitectureException;
import gannet.layers.Compute;
import gannet.parameters.Parameter;
import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.parameters.Schema;
import gannet.parameters.Settings;
import gannet.run.Training;
import gannet.spi.Gan;
import gannet.spi.Phase;
import gannet.torch.Parts;
import gannet.torch.Waves;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Tries one variant as far as a stranger can: with the smallest settings that its own rules allow, on examples made of waves.
final class Trial<S extends Record, Q extends Record> {
    private static final int BATCH = 4;
    private static final long SEED = 11;
    private static final int STEPS = 3;

    /// How what came of it is said and kept.
    @FunctionalInterface
    interface Saying {
        boolean tried(String variant, String name, Supplier<String> work);
    }

    private final Variant<S, Q> variant;
    private final Saying saying;

    Trial(Variant<S, Q> variant, Saying saying) {
        this.variant = variant;
        this.saying = saying;
    }

    /// @return what it drew, as a PNG, if that can be shown as a picture
    Optional<byte[]> run() {
        var id = variant.id();
        var settings = new ArrayList<SortedMap<String, String>>();
        var sample = new ArrayList<byte[]>();
        saying.tried(id, "says what it is", this::card);
        saying.tried(id, "has settings and presets that hold", this::presets);
        boolean described = saying.tried(id, "describes its networks", () -> {
            settings.add(smallest());
            var networks = variant.networks(settings.getFirst());
            return "%d networks with %,d parameters at its smallest settings %s".formatted(networks.size(),
                    networks.stream().mapToLong(each -> each.plan().parameterCount()).sum(), settings.getFirst());
        });
        if (described) {
            saying.tried(id, "learns, and leaves no array behind", () -> learns(settings.getFirst()));
            saying.tried(id, "goes on exactly from a checkpoint", () -> goesOn(settings.getFirst()));
            saying.tried(id, "draws what it is asked for", () -> {
                draws(settings.getFirst()).ifPresent(sample::add);
                return sample.isEmpty() ? "finite numbers" : "a picture of finite numbers, the same for the same seed";
            });
        }
        return sample.stream().findFirst();
    }

    private String card() {
        var card = variant.description();
        var lacking = new ArrayList<String>();
        Stream.of(Map.entry("title", card.title()), Map.entry("summary", card.summary()), Map.entry("idea", card.idea()))
                .filter(word -> word.getValue().isBlank()).forEach(word -> lacking.add("Its card has no " + word.getKey() + "."));
        if (!card.paper().matches("https?://\\S+")) {
            lacking.add("Its card names the paper by \"" + card.paper() + "\", which is no address; it begins with https://.");
        }
        Stream.concat(card.settings().parameters().stream(), card.request().parameters().stream()).filter(parameter -> parameter.help().isBlank())
                .forEach(parameter -> lacking.add("The setting " + parameter.name() + " has no help; say in @Param what it does."));
        refuse(lacking);
        return "title, summary and paper; settings, each with its help: " + card.settings().parameters().size();
    }

    /// Those of its own are judged when it is made.
    private String presets() {
        var wrong = new ArrayList<String>();
        variant.description().presets().forEach(preset -> Schema.of(Training.class).check(preset.training()).problems()
                .forEach(problem -> wrong.add("The preset " + preset.name() + " has a training that cannot be: " + problem.message())));
        refuse(wrong);
        return "its defaults, and its presets: " + variant.description().presets().size();
    }

    /// Every whole number as small as the variant's rules and networks allow, one after the other.
    private SortedMap<String, String> smallest() {
        var found = new TreeMap<String, String>();
        for (var parameter : variant.description().settings().parameters()) {
            if (parameter.type() == Parameter.Type.INTEGER && Math.abs(parameter.min()) < 1 << 20) {
                var tried = new TreeMap<>(found);
                tried.put(parameter.name(), Long.toString((long) parameter.min()));
                if (holds(tried)) {
                    found = tried;
                }
            }
        }
        return found;
    }

    private boolean holds(Map<String, String> settings) {
        try {
            return variant.check(settings).isEmpty() && !variant.networks(settings).isEmpty();
        } catch (ProblemException | ArchitectureException e) {
            return false;
        }
    }

    private String learns(Map<String, String> settings) {
        var said = new ArrayList<String>();
        try (var parts = parts()) {
            for (var phase : variant.assemble(settings, parts).phases()) {
                parts.beginPhase();
                var first = step(settings, parts, phase, 0);
                if (first.isEmpty()) {
                    throw new ProblemException(Problem.Kind.PLUGIN, "", "The first step of the phase " + phase.name() + " reports nothing; let it learn or report something.");
                }
                int arrays = parts.manager().getManagedArrays().size();
                for (int number = 1; number < STEPS; number++) {
                    step(settings, parts, phase, number);
                }
                int more = parts.manager().getManagedArrays().size() - arrays;
                if (more > 0) {
                    throw new ProblemException(Problem.Kind.PLUGIN, "", more + " arrays were left behind by " + (STEPS - 1) + " steps of the phase " + phase.name()
                            + ", so memory would grow with every step. Take arrays from the step, not from elsewhere.");
                }
                said.add(phase.name() + " " + first);
            }
        }
        return STEPS + " steps of each phase; the first said " + String.join("; ", said);
    }

    private String goesOn(Map<String, String> settings) {
        try (var first = parts(); var second = parts()) {
            var phase = variant.assemble(settings, first).phases().getFirst();
            first.beginPhase();
            step(settings, first, phase, 0);
            var saved = new TreeMap<String, byte[]>();
            first.state().forEach((part, arrays) -> saved.put(part, arrays.encode(NDList.Encoding.SAFETENSORS)));
            var undisturbed = step(settings, first, phase, 1);
            var again = variant.assemble(settings, second).phases().getFirst();
            var loaded = new TreeMap<String, NDList>();
            saved.forEach((part, bytes) -> loaded.put(part, NDList.decode(second.manager(), new ByteArrayInputStream(bytes))));
            second.restore(loaded);
            var restored = step(settings, second, again, 1);
            if (!restored.equals(undisturbed)) {
                throw new ProblemException(Problem.Kind.PLUGIN, "", "The step after a checkpoint differs: " + restored + " instead of " + undisturbed
                        + ". Keep what a step needs in networks and pools, and take random numbers from the step.");
            }
        }
        return "the step after it is the same to the bit";
    }

    private Optional<byte[]> draws(Map<String, String> settings) {
        try (var parts = parts()) {
            var gan = variant.assemble(settings, parts);
            var once = drawn(settings, gan, parts);
            if (!Arrays.equals(once.values(), drawn(settings, gan, parts).values())) {
                throw new ProblemException(Problem.Kind.PLUGIN, "", "The same drawing with the same seed comes out another; take random numbers from the sampler.");
            }
            return Optional.ofNullable(once.png());
        }
    }

    private record Drawing(float[] values, byte @Nullable [] png) {}

    private Drawing drawn(Map<String, String> settings, Gan<Q> gan, Parts parts) {
        var examples = new Waves(variant.data(settings));
        return variant.guarded("drawing", () -> parts.draw(SEED, examples, sampler -> {
            var output = gan.drawing().draw(Settings.defaults(variant.request()), sampler);
            var values = output.values().toFloatArray();
            for (float value : values) {
                if (!Float.isFinite(value)) {
                    throw new ProblemException(Problem.Kind.PLUGIN, "", "What it draws has numbers that are not finite.");
                }
            }
            var shape = output.values().getShape();
            var expected = Waves.shape(output.media(), shape.get(0));
            if (!shape.equals(expected)) {
                throw new ProblemException(Problem.Kind.PLUGIN, "", "Its drawing has the shape " + shape + ", but " + output.media() + " has " + expected + ".");
            }
            try {
                var sheet = Sheet.of(output);
                return new Drawing(values, sheet.isEmpty() ? null : sheet.get().png(Map.of()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }));
    }

    private Parts parts() { return new Parts(Compute.FLOAT32, SEED); }

    private SortedMap<String, Double> step(Map<String, String> settings, Parts parts, Phase phase, long number) {
        var examples = new Waves(variant.data(settings));
        var values = new TreeMap<>(variant.guarded("training", () -> parts.step(phase, number, number / 100.0, scope -> examples.batch(BATCH, scope), true)));
        if (!values.values().stream().allMatch(Double::isFinite)) {
            throw new ProblemException(Problem.Kind.PLUGIN, "", "Step " + number + " of the phase " + phase.name() + " reports what is not finite: " + values + ".");
        }
        return values;
    }

    private static void refuse(List<String> sentences) {
        if (!sentences.isEmpty()) {
            throw new ProblemException(sentences.stream().map(sentence -> new Problem(Problem.Kind.PLUGIN, "", sentence)).toList());
        }
    }
}
