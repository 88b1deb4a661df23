package gannet.layers;

import static gannet.layers.Layers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PlanTest {
    private record Case(Architecture network, Size output, long parameters) {}

    @TestFactory Stream<DynamicTest> aLayerSaysItsShapeAndItsParameters() {
        return Stream.of(
                new Case(on(8, 8).then(conv(5, 3)), Size.of(5, 8, 8), 3 * 5 * 9 + 5),
                new Case(on(8, 8).then(conv(5, 4, 2).withoutBias()), Size.of(5, 4, 4), 3 * 5 * 16),
                new Case(on(8).then(conv(5, 3)), Size.of(5, 8), 3 * 5 * 3 + 5),
                new Case(on(8, 8, 8).then(conv(5, 4, 2)), Size.of(5, 4, 4, 4), 3 * 5 * 64 + 5),
                new Case(on(4, 4).then(convTranspose(5, 4, 2)), Size.of(5, 8, 8), 3 * 5 * 16 + 5),
                new Case(on(4, 4).then(convTranspose(5, 3, 2).withOutputPadding(1)), Size.of(5, 8, 8), 3 * 5 * 9 + 5),
                new Case(on(1, 1).then(convTranspose(5, 4, 1).withPadding(0).withoutBias()), Size.of(5, 4, 4), 3 * 5 * 16),
                new Case(on(4, 4).then(conv(1, 4).withPadding(0), flatten()), Size.of(1), 3 * 16 + 1),
                new Case(on(4, 4).then(flatten(), linear(7)), Size.of(7), 48 * 7 + 7),
                new Case(on(4, 4).then(batchNorm()), Size.of(3, 4, 4), 6),
                new Case(on(4, 4).then(instanceNorm()), Size.of(3, 4, 4), 0),
                new Case(on(4, 4).then(layerNorm()), Size.of(3, 4, 4), 6),
                new Case(on(4, 4).then(prelu()), Size.of(3, 4, 4), 1),
                new Case(on(4, 4).then(reflectionPad(2)), Size.of(3, 8, 8), 0),
                new Case(on(4, 4).then(upsample(2)), Size.of(3, 8, 8), 0),
                new Case(on(4, 4).then(conv(8, 1), pixelShuffle(2)), Size.of(2, 8, 8), 32),
                new Case(on(8, 8).then(maxPool(3, 2)), Size.of(3, 3, 3), 0),
                new Case(on(8, 8).then(averagePool(2, 2)), Size.of(3, 4, 4), 0),
                new Case(on(8, 8).then(conv(6, 3).inGroups(3)), Size.of(6, 8, 8), 6 * 9 + 6),
                new Case(on(4, 4).then(zeroPad(1)), Size.of(3, 6, 6), 0),
                new Case(on(8, 8).then(maxPool(3, 2).withPartial()), Size.of(3, 4, 4), 0),
                new Case(on(4).then(conv(6, 1), pixelShuffle(2)), Size.of(3, 8), 24),
                new Case(on(2, 2, 2).then(conv(16, 1), pixelShuffle(2)), Size.of(2, 4, 4, 4), 64),
                new Case(on(4, 4).then(conv(16, 1), selfAttention()), Size.of(16, 4, 4), 64 + 4 * 2 * 16 + 1),
                new Case(takes(input("voxels", 3, 4, 4, 4), input("word", 7)).then(concat(pass(), from("word", tile(4).along(3)))), Size.of(10, 4, 4, 4), 0),
                new Case(on(8, 4).then(mean()), Size.of(3), 0),
                new Case(takes(tokens("words", 9)).then(embedding(50, 7)), Size.of(7, 9), 350),
                new Case(takes(label("kind")).then(embedding(10, 7), linear(2)), Size.of(2), 70 + 16),
                new Case(on(9).then(gru(5)), Size.of(5), 3 * 5 * (3 + 5 + 2)),
                new Case(on(9).then(gru(5).bothWays()), Size.of(10), 2 * 3 * 5 * (3 + 5 + 2)),
                new Case(on(9).then(lstm(5).everyStep()), Size.of(5, 9), 4 * 5 * (3 + 5 + 2)),
                new Case(takes(tokens("words", 9)).then(embedding(50, 7), conv(8, 3), lstm(5).bothWays().maskedBy("words")), Size.of(10),
                        350 + 7 * 8 * 3 + 8 + 2 * 4 * 5 * (8 + 5 + 2)),
                new Case(on(4, 4).then(reshape(12, 2, 2)), Size.of(12, 2, 2), 0),
                new Case(on(4, 4).then(residual(conv(3, 3))), Size.of(3, 4, 4), 84),
                new Case(on(4, 4).then(skip(conv(2, 3))), Size.of(5, 4, 4), 56),
                new Case(takes(input("image", 3, 4, 4), input("word", 7)).then(concat(pass(), from("word", tile(4)))), Size.of(10, 4, 4), 0))
                .map(c -> DynamicTest.dynamicTest(c.network().body().toString(), () -> {
                    var plan = c.network().plan(Compute.FLOAT32);
                    assertThat(plan.outputs()).containsExactly(Map.entry("output", c.output()));
                    assertThat(plan.parameterCount()).isEqualTo(c.parameters());
                }));
    }

    @Test void aLayersParametersAreNamedAfterItAndItsSection() {
        var plan = on(8, 8).then(conv(4, 3), section("encoder", residual(conv(4, 3), batchNorm()), conv(4, 3))).plan(Compute.FLOAT32);
        assertThat(plan.parameters()).extracting(Plan.Variable::name).containsExactly("conv1.weight", "conv1.bias",
                "encoder.residual1.conv1.weight", "encoder.residual1.conv1.bias", "encoder.residual1.norm1.weight",
                "encoder.residual1.norm1.bias", "encoder.conv1.weight", "encoder.conv1.bias");
        assertThat(plan.buffers()).extracting(Plan.Variable::name).containsExactly("encoder.residual1.norm1.mean", "encoder.residual1.norm1.variance");
    }

    @Test void headsAreOutputsByName() {
        var plan = on(8, 8).then(conv(4, 3), heads(section("real", conv(1, 3)), section("kind", flatten(), linear(10)))).plan(Compute.FLOAT32);
        assertThat(plan.outputs().sequencedKeySet()).containsExactly("real", "kind");
    }

    @Test void anErrorNamesTheLayerAndWhatWouldFit() {
        fails(on(4, 4).then(section("judge", conv(4, 3), linear(1))), "d.judge.linear1: takes a vector, not 4×4×4; put flatten() before it");
        fails(on(2, 2).then(conv(4, 5).withPadding(0)), "d.conv1: a kernel of 5 with padding 0 does not fit into 2×2");
        fails(on(4, 4).then(residual(conv(5, 3))), "d.residual1: its body makes 5×4×4 of 3×4×4, so the two cannot be added");
        fails(on(4, 4).then(skip(conv(5, 3, 2))), "d.skip1: cannot join 3×4×4 and 5×2×2: only the channels may differ");
        fails(on(4, 4).then(groupNorm(2)), "d.norm1: 3 channels cannot be shared among 2 groups");
        fails(on(4, 4).then(pixelShuffle(2)), "d.pixelShuffle1: needs channels that are a multiple of 4, not 3×4×4");
        fails(on(4, 4).then(reshape(7)), "d.reshape1: cannot make 7 of 3×4×4");
        fails(on(4, 4).then(reflectionPad(4)), "d.reflectionPad1: cannot mirror 4 points of 4×4");
        fails(on(4, 4).then(from("word", tile(4))), "d.from: nothing here is called \"word\"; known are [image]");
        fails(on(4, 4).then(section("a", conv(1, 3)), section("a", conv(1, 3))),
                "d.a.conv1: there is another layer a.conv1; give the section of one of them another name");
        fails(on(4, 4).then(section("the end", conv(1, 3))), "d.the end: a section's name is a word of letters, digits and underscores");
        fails(on(4, 4).then(convTranspose(4, 3, 2).withOutputPadding(2)), "d.convTranspose1: its output padding must be less than its stride of 2, not 2");
        fails(on(4, 4).then(gru(3)), "d.gru1: reads a line, channels × length, not 3×4×4");
        fails(on(4, 4).then(embedding(3, 3)), "d.embedding1: takes whole numbers, an input made with tokens(…) or label(…), not 3×4×4");
        fails(takes(tokens("words", 9)).then(section("reader", conv(3, 3))),
                "d.reader.Conv: takes values, not whole numbers that stand for something; put embedding(…) before it");
        fails(on(9).then(gru(3).maskedBy("words")), "d.maskedBy: nothing here is called \"words\"; known are [image]");
        fails(on(9).then(gru(3).maskedBy("image")), "d.maskedBy: \"image\" is not a line of token numbers, made with tokens(…)");
        fails(on(4, 4).then(maxPool(5, 1)), "d.maxPool1: a kernel of 5 does not fit into 4×4");
    }

    @Test void aTableTellsLayersShapesAndCounts() {
        assertThat(on(8, 8).then(conv(5, 3)).describe().lines().map(line -> line.replaceAll(" +", " ")))
                .containsExactly("image 3×8×8 ", "conv1 5×8×8 140", "total 140");
    }

    private static Architecture on(long... sides) {
        return takes(new Architecture.Input("image", Size.of(3).by(Size.of(sides))));
    }

    private static void fails(Architecture network, String message) {
        assertThatThrownBy(() -> network.plan("d", Compute.FLOAT32)).isInstanceOf(ArchitectureException.class).hasMessage(message);
    }
}
