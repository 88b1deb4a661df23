package gannet.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import gannet.host.Variant;
import gannet.layers.Compute;
import gannet.parameters.Parameter;
import gannet.parameters.Parameter.Type;
import gannet.parameters.Settings;
import gannet.spi.Gan;
import gannet.spi.Output;
import gannet.torch.Parts;
import gannet.torch.Waves;
import java.util.List;
import java.util.Map;

/// Whether a variant draws what it is asked for, in the shape that its media demand.
record DrawingCheck<S extends Record, Q extends Record>(Variant<S, Q> variant, Map<String, String> settings, Waves examples, long seed) {
    private static final String COUNT = "count";

    void areAsAskedFor() {
        try (var parts = new Parts(Compute.FLOAT32, seed)) {
            var gan = variant.assemble(settings, parts);
            var once = draw(gan, parts, Map.of());
            assertThat(draw(gan, parts, Map.of())).as("the same drawing again").isEqualTo(once);
            for (var parameter : variant.description().request().parameters()) {
                for (var value : values(parameter)) {
                    draw(gan, parts, Map.of(parameter.name(), value));
                }
            }
            variant.description().request().find(COUNT).filter(count -> count.type() == Type.INTEGER && count.min() <= 1 && count.max() >= 2)
                    .ifPresent(_ -> assertThat(draw(gan, parts, Map.of(COUNT, "2"))).as("what is drawn with count=2, beside half of that with count=1")
                            .hasSize(2 * draw(gan, parts, Map.of(COUNT, "1")).length));
        }
    }

    void measureFiniteNumbers() {
        try (var parts = new Parts(Compute.FLOAT32, seed)) {
            var gan = variant.assemble(settings, parts);
            var measured = variant.guarded("measuring", () -> parts.examine(seed, examples, gan.evaluation()));
            assertThat(measured.values()).as("what it measures: " + measured).allMatch(Double::isFinite);
            assertThat(variant.guarded("measuring", () -> parts.examine(seed, examples, gan.evaluation()))).as("the same once more").isEqualTo(measured);
        }
    }

    /// All that can be chosen.
    private static List<String> values(Parameter parameter) {
        return switch (parameter.type()) {
            case FLAG -> List.of("true", "false");
            case CHOICE -> parameter.choices();
            case INTEGER, DECIMAL, TEXT, FILE -> List.of();
        };
    }

    private float[] draw(Gan<Q> gan, Parts parts, Map<String, String> wishes) {
        var request = Settings.bind(variant.request(), variant.description().request().check(wishes).orThrow());
        return variant.guarded("drawing", () -> parts.draw(seed, examples, sampler -> {
            var output = gan.drawing().draw(request, sampler);
            isOfItsShape(output, wishes);
            var values = output.values().toFloatArray();
            assertThat(values).as("what it draws with " + wishes).isNotEmpty().doesNotContain(Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY);
            return values;
        }));
    }

    private static void isOfItsShape(Output output, Map<String, String> wishes) {
        var shape = output.values().getShape();
        assertThat(shape).as("the shape of a drawing of %s with %s", output.media(), wishes).isEqualTo(Waves.shape(output.media(), shape.get(0)));
        var ground = output.ground();
        if (ground != null) {
            var surface = ground.surface().getShape();
            assertThat(surface.dimension()).as("the surface under points is [n, side, side], not " + surface).isEqualTo(3);
            assertThat(surface.get(0)).as("the surfaces under so many examples of points").isEqualTo(shape.get(0));
            assertThat(surface.get(1)).as("the sides of the surface under points").isEqualTo(surface.get(2));
            assertThat(ground.truth().getShape().slice(0, 2)).as("the true points beside generated ones").isEqualTo(shape.slice(0, 2));
        }
    }
}
