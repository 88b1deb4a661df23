package gannet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDList;
import gannet.host.Variant;
import gannet.layers.Compute;
import gannet.parameters.Schema;
import gannet.parameters.Settings;
import gannet.run.Training;
import gannet.spi.Gan;
import gannet.spi.Phase;
import gannet.torch.Parts;
import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What every variant keeps, whoever wrote it: a card that a page can show, settings that hold, steps that stay finite and
/// leave nothing behind, sizes that are true, and a training that goes on exactly. Start PyTorch first.
public final class VariantContract<S extends Record, Q extends Record> {
    private static final int BATCH = 4;
    private static final int EPOCH = 100;
    private static final long SEED = 11;

    private final Variant<S, Q> variant;
    private final Map<String, ?> settings;
    private final Waves examples;

    /// @param settings that differ from the defaults, to make it small
    public VariantContract(Variant<S, Q> variant, Map<String, ?> settings) {
        this.variant = variant;
        this.settings = settings;
        examples = new Waves(variant.data(settings));
    }

    public void check() {
        hasACompleteCard();
        hasSettingsThatHold();
        hasTheSizesItDeclares();
        trainsAndLeavesNothingBehind();
        goesOnExactly();
        drawsWhatItSays();
        measuresFiniteNumbers();
    }

    private void hasACompleteCard() {
        var card = variant.description();
        assertThat(Stream.of(card.title(), card.summary(), card.idea(), card.data())).as("title, summary, idea, data").noneMatch(String::isBlank);
        assertThat(card.summary()).as("the summary is one line without a full stop").doesNotContain("\n").doesNotEndWith(".");
        assertThat(card.idea()).as("the idea is whole sentences").endsWith(".");
        assertThat(card.paper()).as("the paper's address").startsWith("https://");
        assertThat(card.year()).as("the paper's year").isBetween(2014, 2100);
        assertThat(card.presets()).as("a preset for beginners").isNotEmpty();
        card.settings().parameters().forEach(parameter -> assertThat(parameter.help()).as(parameter.name() + "'s help").isNotBlank().doesNotEndWith("."));
        card.request().parameters().forEach(parameter -> assertThat(parameter.help()).as(parameter.name() + "'s help").isNotBlank());
    }

    private void hasSettingsThatHold() {
        assertThat(variant.check(Map.of())).as("the defaults").isEmpty();
        variant.description().presets().forEach(preset -> {
            assertThat(variant.check(preset.changes())).as("preset " + preset.name()).isEmpty();
            assertThat(Schema.of(Training.class).check(preset.training()).problems()).as("the training of preset " + preset.name()).isEmpty();
        });
        assertThat(variant.check(settings)).as("the settings of this test").isEmpty();
    }

    private void hasTheSizesItDeclares() {
        try (var parts = parts()) {
            variant.assemble(settings, parts);
            for (var planned : variant.networks(settings)) {
                var network = Objects.requireNonNull(parts.networks().get(planned.name()), planned.name());
                assertThat(network.parameters().stream().mapToLong(array -> array.getShape().size()).sum())
                        .as("parameters of " + planned.name()).isEqualTo(planned.plan().parameterCount());
            }
        }
    }

    private void trainsAndLeavesNothingBehind() {
        try (var parts = parts()) {
            for (var phase : variant.assemble(settings, parts).phases()) {
                parts.beginPhase();
                assertThat(step(parts, phase, 0)).as("what the first step of " + phase.name() + " reports").isNotEmpty();
                int arrays = parts.manager().getManagedArrays().size();
                step(parts, phase, 1);
                step(parts, phase, 2);
                assertThat(parts.manager().getManagedArrays()).as("arrays after more steps of " + phase.name()).hasSize(arrays);
            }
        }
    }

    private void goesOnExactly() {
        try (var parts = parts()) {
            variant.assemble(settings, parts).phases().forEach(phase -> goesOnExactly(phase.name()));
        }
    }

    private void goesOnExactly(String name) {
        try (var first = parts(); var second = parts()) {
            var phase = phase(name, first);
            first.beginPhase();
            step(first, phase, 0);
            var saved = new TreeMap<String, byte[]>();
            first.state().forEach((part, arrays) -> saved.put(part, arrays.encode(NDList.Encoding.SAFETENSORS)));
            var undisturbed = step(first, phase, 1);

            var samePhase = phase(name, second);
            var loaded = new TreeMap<String, NDList>();
            saved.forEach((part, bytes) -> loaded.put(part, NDList.decode(second.manager(), new ByteArrayInputStream(bytes))));
            second.restore(loaded);
            assertThat(step(second, samePhase, 1)).as("the step after a checkpoint in " + name).isEqualTo(undisturbed);
        }
    }

    private Phase phase(String name, Parts parts) {
        return variant.assemble(settings, parts).phases().stream().filter(phase -> phase.name().equals(name)).findFirst().orElseThrow();
    }

    private void drawsWhatItSays() {
        try (var parts = parts()) {
            var gan = variant.assemble(settings, parts);
            var once = draw(gan, parts);
            assertThat(once).as("what it draws").isNotEmpty().doesNotContain(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);
            assertThat(draw(gan, parts)).as("the same drawing again").isEqualTo(once);
        }
    }

    private void measuresFiniteNumbers() {
        try (var parts = parts()) {
            var gan = variant.assemble(settings, parts);
            var measured = variant.guarded("measuring", () -> parts.examine(SEED, examples, gan.evaluation()));
            assertThat(measured.values()).as("what it measures: " + measured).allMatch(Double::isFinite);
            assertThat(variant.guarded("measuring", () -> parts.examine(SEED, examples, gan.evaluation()))).as("the same once more").isEqualTo(measured);
        }
    }

    private float[] draw(Gan<Q> gan, Parts parts) {
        return variant.guarded("drawing", () -> parts.draw(SEED, examples, sampler -> {
            var output = gan.drawing().draw(Settings.defaults(variant.request()), sampler);
            var shape = output.values().getShape();
            assertThat(shape).as("the shape of a drawing of " + output.media()).isEqualTo(Waves.shape(output.media(), shape.get(0)));
            return output.values().toFloatArray();
        }));
    }

    private Parts parts() { return new Parts(Compute.FLOAT32, SEED); }

    private SortedMap<String, Double> step(Parts parts, Phase phase, long number) {
        var values = new TreeMap<>(variant.guarded("training", () -> parts.step(phase, number, (double) number / EPOCH, scope -> examples.batch(BATCH, scope), true)));
        assertThat(values.values()).as("what step " + number + " of " + phase.name() + " reports: " + values).allMatch(Double::isFinite);
        return values;
    }
}
