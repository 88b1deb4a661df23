package gannet.torch;

import static gannet.layers.Layers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import gannet.layers.Architecture;
import gannet.layers.Compute;
import gannet.spi.Adam;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// A file that stands alone, loaded back the ordinary way.
class ExportTest {
    @BeforeAll
    static void start() { TorchEngine.start(1); }

    @TestFactory Stream<DynamicTest> anExportedNetworkGivesTheSameValues() {
        return Stream.of(
                Map.entry("generator", takes(input("noise", 8, 1, 1)).then(convTranspose(8, 4, 1).withPadding(0).withoutBias(), batchNorm(), relu(),
                        convTranspose(8, 4, 2), batchNorm(), relu(), convTranspose(3, 4, 2), tanh())),
                Map.entry("discriminator", takes(image(3, 16)).then(conv(8, 4, 2), leakyRelu(0.2), dropout(0.3),
                        conv(8, 4, 2).withSpectralNorm(), instanceNorm(), prelu(), conv(1, 4).withPadding(0), flatten())),
                Map.entry("condition", takes(input("image", 3, 4, 4), input("word", 5)).then(concat(pass(), from("word", tile(4))),
                        residual(conv(8, 3), silu()), heads(section("real", flatten(), linear(1)), section("kind", flatten(), linear(7))))),
                Map.entry("solid", takes(voxels(8)).then(conv(4, 4, 2), batchNorm(), relu(), convTranspose(1, 4, 2), sigmoid())))
                .map(network -> DynamicTest.dynamicTest(network.getKey(), () -> same(network.getKey(), network.getValue())));
    }

    private static void same(String name, Architecture architecture) throws IOException, MalformedModelException {
        for (var compute : Compute.values()) {
            try (var parts = new Parts(compute, 3); var model = Model.newInstance(name, "PyTorch")) {
                var network = (TorchNetwork) parts.network(name, architecture, Adam.adam(1));
                var inputs = architecture.inputs().stream()
                        .map(input -> parts.manager().randomNormal(new Shape(3).addAll(new Shape(input.shape().array())))).toArray(NDArray[]::new);
                for (int i = 0; i < 3; i++) {
                    network.heads(inputs);                             // running statistics leave 0 and 1
                }
                var out = new ByteArrayOutputStream();
                network.export(out);
                model.load(new ByteArrayInputStream(out.toByteArray()));
                var got = model.getBlock().forward(new ParameterStore(parts.manager(), false), new NDList(inputs), false);
                var expected = network.evaluateHeads(inputs);
                assertThat(got).hasSameSizeAs(expected.values());
                var names = network.plan().outputs().sequencedKeySet().iterator();
                for (var array : got) {
                    var wanted = expected.getOrDefault(names.next(), array);
                    assertThat(array.getShape()).isEqualTo(wanted.getShape());
                    assertThat(array.sub(wanted).abs().max().getFloat()).isCloseTo(0, within(compute == Compute.BFLOAT16_CHANNELS_LAST ? 0.1f : 1e-6f));
                }
            }
        }
    }
}
