package gannet.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.ndarray.NDList;
import gannet.host.Variant;
import gannet.layers.Compute;
import gannet.spi.Phase;
import gannet.torch.Parts;
import gannet.torch.Waves;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;

/// What one variant of a bundle is held to, each a test: a card that a page can show, settings that hold, steps that stay finite
/// and leave nothing behind, sizes that are true, and a training that goes on exactly. PyTorch has been started before.
final class VariantChecks<S extends Record, Q extends Record> {
    private static final int BATCH = 4;
    private static final int EPOCH = 100;
    /// Steps by which every network has learnt once, where the generator learns at every fifth.
    private static final int USUAL = 5;
    private static final long SEED = 11;

    private final Variant<S, Q> variant;
    private final Map<String, String> settings;
    private final Path folder;
    private final Waves examples;

    /// @param settings that differ from the defaults, to make it small    @param folder for files
    VariantChecks(Variant<S, Q> variant, Map<String, String> settings, Path folder) {
        this.variant = variant;
        this.settings = Map.copyOf(settings);
        this.folder = folder;
        examples = new Waves(variant.data(settings));
    }

    Stream<DynamicNode> tests() {
        var card = new CardCheck(variant);
        var drawings = new DrawingCheck<>(variant, settings, examples, SEED);
        return Stream.of(
                dynamicTest("has a complete card", card::isComplete),
                dynamicTest("has settings that are documented and hold", () -> card.hasSettingsThatHold(settings)),
                dynamicTest("learns from the data it declares", () -> new DataCheck(variant, settings, folder).isTrue()),
                dynamicTest("has the networks it describes", this::hasTheSizesItDescribes),
                dynamicTest("takes finite steps with every preset", this::takesFiniteSteps),
                dynamicTest("leaks no array", this::leaksNothing),
                dynamicTest("learns the same from the same seed", this::isRepeatable),
                dynamicTest("goes on from a checkpoint to the bit", this::goesOnExactly),
                dynamicTest("draws what it is asked for", drawings::areAsAskedFor),
                dynamicTest("measures finite numbers", drawings::measureFiniteNumbers));
    }

    private void hasTheSizesItDescribes() {
        try (var parts = parts()) {
            variant.assemble(settings, parts);
            for (var planned : variant.networks(settings)) {
                var network = Objects.requireNonNull(parts.networks().get(planned.name()), planned.name());
                assertThat(network.parameters().stream().mapToLong(array -> array.getShape().size()).sum())
                        .as("parameters of " + planned.name()).isEqualTo(planned.plan().parameterCount());
            }
        }
    }

    /// With what a preset changes, made tiny; a preset's own batch where it is smaller, such as one picture at a time.
    private void takesFiniteSteps() {
        for (var preset : variant.description().presets()) {
            var values = new HashMap<>(preset.changes());
            values.putAll(settings);
            int batch = Math.min(BATCH, Integer.parseInt(preset.training().getOrDefault("batchSize", Integer.toString(BATCH))));
            var waves = new Waves(variant.data(values));
            try (var parts = parts()) {
                for (var phase : variant.assemble(values, parts).phases()) {
                    parts.beginPhase();
                    assertThat(step(parts, phase, 0, waves, batch)).as("what the first step of %s reports with preset %s", phase.name(), preset.name()).isNotEmpty();
                }
            }
        }
    }

    private void leaksNothing() {
        try (var parts = parts()) {
            for (var phase : variant.assemble(settings, parts).phases()) {
                parts.beginPhase();
                for (int number = 0; number < USUAL; number++) {
                    step(parts, phase, number);
                }
                int arrays = parts.manager().getManagedArrays().size();
                for (int number = USUAL; number < 2 * USUAL; number++) {
                    step(parts, phase, number);
                }
                assertThat(parts.manager().getManagedArrays()).as("arrays after more steps of " + phase.name()).hasSize(arrays);
            }
        }
    }

    private void isRepeatable() {
        var first = trained();
        assertThat(trained()).as("what the same steps report with the same seed, once more").isEqualTo(first);
    }

    private List<SortedMap<String, Double>> trained() {
        var values = new ArrayList<SortedMap<String, Double>>();
        try (var parts = parts()) {
            for (var phase : variant.assemble(settings, parts).phases()) {
                parts.beginPhase();
                values.add(step(parts, phase, 0));
                values.add(step(parts, phase, 1));
            }
        }
        return values;
    }

    private void goesOnExactly() {
        List<String> phases;
        try (var parts = parts()) {
            phases = variant.assemble(settings, parts).phases().stream().map(Phase::name).toList();
        }
        phases.forEach(this::goesOnExactly);
    }

    private void goesOnExactly(String name) {
        try (var first = parts(); var second = parts()) {
            var phase = phase(name, first);
            first.beginPhase();
            step(first, phase, 0);
            var saved = saved(first);
            var undisturbed = step(first, phase, 1);

            var samePhase = phase(name, second);
            var loaded = new TreeMap<String, NDList>();
            saved.forEach((part, bytes) -> loaded.put(part, NDList.decode(second.manager(), new ByteArrayInputStream(bytes))));
            second.restore(loaded);
            assertThat(step(second, samePhase, 1)).as("the step after a checkpoint in " + name).isEqualTo(undisturbed);
            var after = saved(second);
            saved(first).forEach((part, bytes) -> assertThat(after.get(part)).as(part + " after the step after a checkpoint in " + name).isEqualTo(bytes));
        }
    }

    private static SortedMap<String, byte[]> saved(Parts parts) {
        var saved = new TreeMap<String, byte[]>();
        parts.state().forEach((part, arrays) -> saved.put(part, arrays.encode(NDList.Encoding.SAFETENSORS)));
        return saved;
    }

    private Phase phase(String name, Parts parts) {
        return variant.assemble(settings, parts).phases().stream().filter(phase -> phase.name().equals(name)).findFirst().orElseThrow();
    }

    private static Parts parts() { return new Parts(Compute.FLOAT32, SEED); }

    private SortedMap<String, Double> step(Parts parts, Phase phase, long number) { return step(parts, phase, number, examples, BATCH); }

    private SortedMap<String, Double> step(Parts parts, Phase phase, long number, Waves waves, int batch) {
        var values = new TreeMap<>(variant.guarded("training", () -> parts.step(phase, number, (double) number / EPOCH, scope -> waves.batch(batch, scope), true)));
        assertThat(values.values()).as("what step " + number + " of " + phase.name() + " reports: " + values).allMatch(Double::isFinite);
        return values;
    }
}
