package gannet.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import gannet.host.Variant;
import gannet.layers.Compute;
import gannet.parameters.Settings;
import gannet.spi.Batch;
import gannet.spi.DataSpec;
import gannet.spi.Gan;
import gannet.spi.Media;
import gannet.spi.Phase;
import gannet.torch.Parts;
import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// What every variant keeps, whoever wrote it: a card that a page can show, settings that hold, steps that stay finite and
/// leave nothing behind, sizes that are true, and a training that goes on exactly. Start PyTorch first.
public final class VariantContract<S extends Record, Q extends Record> {
    private static final int BATCH = 4;
    private static final int EPOCH = 100;
    private static final long SEED = 11;

    private final Variant<S, Q> variant;
    private final Map<String, ?> settings;
    private final DataSpec data;

    /// @param settings that differ from the defaults, to make it small
    public VariantContract(Variant<S, Q> variant, Map<String, ?> settings) {
        this.variant = variant;
        this.settings = settings;
        data = variant.data(settings);
    }

    public void check() {
        hasACompleteCard();
        hasSettingsThatHold();
        hasTheSizesItDeclares();
        trainsAndLeavesNothingBehind();
        goesOnExactly();
        drawsWhatItSays();
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
        variant.description().presets().forEach(preset -> assertThat(variant.check(preset.changes())).as("preset " + preset.name()).isEmpty());
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
        try (var first = parts(); var second = parts()) {
            var phase = variant.assemble(settings, first).phases().getFirst();
            first.beginPhase();
            step(first, phase, 0);
            var saved = new TreeMap<String, byte[]>();
            first.state().forEach((part, arrays) -> saved.put(part, arrays.encode(NDList.Encoding.SAFETENSORS)));
            var undisturbed = step(first, phase, 1);

            var samePhase = variant.assemble(settings, second).phases().getFirst();
            var loaded = new TreeMap<String, NDList>();
            saved.forEach((part, bytes) -> loaded.put(part, NDList.decode(second.manager(), new ByteArrayInputStream(bytes))));
            second.restore(loaded);
            assertThat(step(second, samePhase, 1)).as("the step after a checkpoint").isEqualTo(undisturbed);
        }
    }

    private void drawsWhatItSays() {
        try (var parts = parts()) {
            var gan = variant.assemble(settings, parts);
            var once = draw(gan, parts);
            assertThat(once).as("what it draws").isNotEmpty().doesNotContain(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);
            assertThat(draw(gan, parts)).as("the same drawing again").isEqualTo(once);
        }
    }

    private float[] draw(Gan<Q> gan, Parts parts) {
        return variant.guarded("drawing", () -> parts.draw(SEED, sampler -> {
            var output = gan.drawing().draw(Settings.defaults(variant.request()), sampler);
            var shape = output.values().getShape();
            assertThat(shape).as("the shape of a drawing of " + output.media()).isEqualTo(shapeOf(output.media(), shape.get(0)));
            return output.values().toFloatArray();
        }));
    }

    private Parts parts() { return new Parts(Compute.FLOAT32, SEED); }

    private SortedMap<String, Double> step(Parts parts, Phase phase, long number) {
        var values = new TreeMap<>(variant.guarded("training", () -> parts.step(phase, number, (double) number / EPOCH, this::batch, true)));
        assertThat(values.values()).as("what step " + number + " of " + phase.name() + " reports: " + values).allMatch(Double::isFinite);
        return values;
    }

    private Batch batch(NDManager scope) {
        var x = example(data.x(), scope, 1);
        return switch (data) {
            case DataSpec.Unlabelled _ -> new Batch(x);
            case DataSpec.Labelled(var _, var classes) -> new Batch(x, scope.create(LongStream.range(0, BATCH).map(i -> i % classes).toArray()));
            case DataSpec.Paired(var _, var y) -> new Batch(x, example(y, scope, 2));
            case DataSpec.Unpaired(var _, var y) -> new Batch(x, example(y, scope, 2));
            case DataSpec.Captioned(var _, var embedding) -> new Batch(x, waves(new Shape(BATCH, embedding), scope, 2));
        };
    }

    private static NDArray example(Media media, NDManager scope, int seed) { return waves(shapeOf(media, BATCH), scope, seed); }

    /// Values from -1 to 1 that are no noise and the same everywhere.
    private static NDArray waves(Shape shape, NDManager scope, int seed) {
        var values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) StrictMath.sin(seed + i * 0.37 + (i / 97) * 1.7);
        }
        return scope.create(values, shape);
    }

    private static Shape shapeOf(Media media, long count) {
        return switch (media) {
            case Media.Images(var channels, var size) -> new Shape(count, channels, size, size);
            case Media.ImagePairs(var channels, var size) -> new Shape(count, 2, channels, size, size);
            case Media.Voxels(var channels, var size) -> new Shape(count, channels, size, size, size);
            case Media.Points(var dimensions, var points) -> new Shape(count, dimensions, points);
            case Media.Audio(var channels, var samples, var _) -> new Shape(count, channels, samples);
            case Media.Video(var channels, var size, var frames, var _) -> new Shape(count, channels, frames, size, size);
            case Media.Table(var columns) -> new Shape(count, columns);
        };
    }
}
