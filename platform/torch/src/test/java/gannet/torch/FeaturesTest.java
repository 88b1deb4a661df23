package gannet.torch;

import static gannet.layers.Layers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import gannet.kit.Features;
import gannet.layers.Architecture;
import gannet.layers.Compute;
import gannet.layers.files.ParameterFileException;
import gannet.spi.Adam;
import gannet.spi.Blueprint;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Networks whose parameters come from a file. The expected means were printed by `features.py`.
class FeaturesTest {
    private static final int SIDE = 18;

    @TempDir Path folder;

    @BeforeAll
    static void start() { TorchEngine.start(1); }

    @Test void squeezeNetOfTorchvisionSeesAsElsewhere() throws IOException {
        sees(Features.squeezeNet(SIDE, 3), torchvision(Features.squeezeNet(SIDE, 3)),
                79.3274f, 282.077f, 1673.39f, 2891.01f, 107.598f, 340.428f, 1684.18f, 2685.18f, 67.8176f, 371.588f, 1515.55f, 2503.48f);
    }

    /// Kernels with their sides first, colours from blue to red.
    @Test void squeezeNetOfCaffeSeesAsElsewhere() throws IOException {
        sees(Features.squeezeNet(SIDE, 3), caffe(Features.squeezeNet(SIDE, 3)),
                4497.12f, 11493.2f, 61709.7f, 145147, 4898.62f, 15931.9f, 75999.7f, 185978, 5746.35f, 13312.2f, 61801.2f, 154943);
    }

    @Test void vgg19OfTorchvisionSeesAsElsewhere() throws IOException {
        sees(Features.vgg19(SIDE, 2, 1), torchvision(Features.vgg19(SIDE, 2, 1)),
                46.7605f, 41.9621f, 79.4921f, 90.1107f, 45.1536f, 45.3071f, 103.264f, 96.5899f, 51.3065f, 42.0599f, 77.8133f, 92.5049f);
    }

    @Test void vgg19OfCaffeSeesAsElsewhere() throws IOException {
        sees(Features.vgg19(SIDE, 2, 1), caffe(Features.vgg19(SIDE, 2, 1)),
                9139.96f, 13061.5f, 15284.7f, 15632, 9729.67f, 13630.1f, 16608.7f, 17183.7f, 9572.3f, 13967.5f, 16637, 17146.1f);
    }

    /// As published, without classifiers; 12 more prepare the pixels.
    @Test void theyHaveAsManyParametersAsPublished() {
        assertThat(Features.squeezeNet(64).parameterCount()).isEqualTo(722_496 + 12);
        assertThat(Features.vgg19(64).parameterCount()).isEqualTo(20_024_384 + 12);
    }

    @Test void aFileMayHoldMoreThanTheNetworkNeeds() throws IOException {
        var file = torchvision(Features.squeezeNet(SIDE, 3));
        try (var parts = new Parts(Compute.FLOAT32, 1)) {
            var few = (TorchNetwork) parts.fixed("few", Features.squeezeNet(SIDE, 2), file);
            assertThat(few.parameters().getLast().toFloatArray()).containsExactly(LayersTest.made(7, 64));
        }
    }

    @Test void whatACheckpointHoldsCanBeAFixedNetworkToo() throws IOException {
        var architecture = takes(image(3, 8)).then(conv(4, 3), batchNorm());
        try (var parts = new Parts(Compute.FLOAT32, 1)) {
            var teacher = (TorchNetwork) parts.network("teacher", architecture, Adam.adam(1));
            var x = parts.manager().ones(new Shape(2, 3, 8, 8));
            teacher.apply(x);                                          // running statistics leave 0 and 1
            var file = folder.resolve("teacher.safetensors");
            encode(teacher.state(), file);
            assertThat(parts.fixed("eyes", architecture, file).evaluate(x).toFloatArray()).isEqualTo(teacher.evaluate(x).toFloatArray());
        }
    }

    @Test void aFileThatDoesNotFitIsRefusedWithEverythingThatIsWrong() throws IOException {
        var file = torchvision(takes(image(3, SIDE)).then(section("conv1", conv(32, 3)), section("fire2", section("squeeze1x1", conv(16, 1))))
                .inDialects(Features.squeezeNet(SIDE, 2).dialects().getFirst()));
        refuses(Features.squeezeNet(SIDE, 2), file, "The file " + file + " cannot give eyes its parameters:\n"
                + "  features.0.weight is 32×3×3×3, but must be 64×3×3×3\n"
                + "  features.0.bias is 32, but must be 64\n"
                + "  features.3.squeeze.weight is 16×32×1×1, but must be 16×64×1×1\n"
                + "  features.3.expand1x1.weight 64×16×1×1 is missing\n"
                + "  features.3.expand1x1.bias 64 is missing\n"
                + "  features.3.expand3x3.weight 64×16×3×3 is missing\n"
                + "  features.3.expand3x3.bias 64 is missing");
    }

    @Test void aFileOfSomethingElseIsRefusedWithWhatIsUnderstood() throws IOException {
        var file = Files.write(folder.resolve("other.safetensors"), safetensors(List.of("dense"), new Shape(2)));
        refuses(Features.vgg19(SIDE, 1, 1), file, "The file " + file + " cannot give eyes its parameters:\n  its arrays are called dense; understood are arrays"
                + " named as in files of torchvision (features.0.weight), Caffe in MATLAB's cells (conv1_1{1}), Caffe (conv1_1.weight), Gannet's own checkpoints");
        refuses(Features.vgg19(SIDE, 1, 1), folder.resolve("absent.pth"), "The file " + folder.resolve("absent.pth") + " cannot give eyes its parameters:\n  it does not exist");
        refuses(Features.vgg19(SIDE, 1, 1), Path.of(""), "The file  cannot give eyes its parameters:\n  no file is named; understood are arrays named as in files of"
                + " torchvision (features.0.weight), Caffe in MATLAB's cells (conv1_1{1}), Caffe (conv1_1.weight), Gannet's own checkpoints");
    }

    @Test void valuesThatAreNotFiniteAreRefused() throws IOException {
        var architecture = takes(image(3, 8)).then(conv(4, 3).withoutBias());
        try (var parts = new Parts(Compute.FLOAT32, 1)) {
            var weight = parts.manager().ones(new Shape(4, 3, 3, 3)).div(0);
            weight.setName("conv1.weight");
            var file = folder.resolve("endless.safetensors");
            encode(new NDList(weight), file);
            assertThatThrownBy(() -> parts.fixed("eyes", architecture, file)).isInstanceOf(ParameterFileException.class)
                    .hasMessageEndingWith("the values for conv1.weight are not all finite");
        }
    }

    @Test void aCheckpointHoldsTheFilesHashInPlaceOfItsParameters() throws IOException {
        var architecture = takes(image(3, 8)).then(conv(4, 3).withoutBias());
        var file = Files.write(folder.resolve("eyes.safetensors"), safetensors(List.of("conv1.weight"), new Shape(4, 3, 3, 3)));
        var other = Files.write(folder.resolve("other.safetensors"), safetensors(List.of("conv1.weight", "more"), new Shape(4, 3, 3, 3)));
        try (var parts = new Parts(Compute.FLOAT32, 1); var again = new Parts(Compute.FLOAT32, 1); var different = new Parts(Compute.FLOAT32, 1)) {
            parts.fixed("eyes", architecture, file);
            assertThat(parts.state().keySet()).containsExactly("eyes.file");
            assertThat(parts.state().firstEntry().getValue().singletonOrThrow().size()).isEqualTo(32);
            again.fixed("eyes", architecture, file);
            again.restore(parts.state());
            different.fixed("eyes", architecture, other);
            assertThatThrownBy(() -> different.restore(parts.state())).isInstanceOf(RestoreException.class)
                    .hasMessageMatching("(?s).*eyes came from a file of SHA-256 [0-9a-f]{64}, but .*other.safetensors is [0-9a-f]{64}; put the same file back");
            assertThatThrownBy(() -> different.restore(Map.of())).isInstanceOf(RestoreException.class).hasMessageContaining("eyes has no file in the saved state");
        }
    }

    private void sees(Architecture architecture, Path file, float... means) {
        for (var compute : Compute.values()) {
            try (var parts = new Parts(compute, 1)) {
                var eyes = parts.fixed("eyes", architecture, file);
                var seen = eyes.evaluate(parts.manager().create(LayersTest.made(100, 3 * 3 * SIDE * SIDE), new Shape(3, 3, SIDE, SIDE)));
                var got = seen.get(":, ::32").reshape(12, -1).mean(new int[] {1}).toFloatArray();
                for (int i = 0; i < means.length; i++) {
                    assertThat(got[i]).isCloseTo(means[i], within(means[i] * (compute == Compute.BFLOAT16_CHANNELS_LAST ? 0.05f : 2e-5f)));
                }
            }
        }
    }

    private void refuses(Architecture architecture, Path file, String message) {
        try (var parts = new Parts(Compute.FLOAT32, 1)) {
            assertThatThrownBy(() -> parts.fixed("eyes", architecture, file)).isInstanceOf(ParameterFileException.class).hasMessage(message);
            assertThatThrownBy(() -> new Blueprint().fixed("eyes", architecture, file)).isInstanceOf(ParameterFileException.class).hasMessage(message);
        }
    }

    private Path torchvision(Architecture architecture) throws IOException { return write(architecture, 0, values -> values); }

    private Path caffe(Architecture architecture) throws IOException {
        return write(architecture, 1, values -> values.getShape().dimension() == 4 ? values.transpose(2, 3, 1, 0) : values.reshape(1, -1));
    }

    /// Made-up parameters, but for the first layer, named as in a dialect.
    private Path write(Architecture architecture, int dialect, UnaryOperator<NDArray> arranged) throws IOException {
        try (var parts = new Parts(Compute.FLOAT32, 1)) {
            var arrays = new NDList();
            for (var variable : architecture.plan(Compute.FLOAT32).parameters()) {
                var name = architecture.dialects().get(dialect).names().get(variable.name());
                if (name != null) {
                    var shape = new Shape(variable.shape().array());
                    var array = arranged.apply(parts.manager().create(LayersTest.made(arrays.size(), shape.size()), shape)).duplicate();
                    array.setName(name);
                    arrays.add(array);
                }
            }
            var file = folder.resolve("parameters.safetensors");
            encode(arrays, file);
            return file;
        }
    }

    private static byte[] safetensors(List<String> names, Shape shape) throws IOException {
        try (var parts = new Parts(Compute.FLOAT32, 1)) {
            var arrays = new NDList();
            names.forEach(name -> {
                arrays.add(parts.manager().ones(shape));
                arrays.getLast().setName(name);
            });
            return arrays.encode(NDList.Encoding.SAFETENSORS);
        }
    }

    private static void encode(NDList arrays, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            arrays.encode(out, NDList.Encoding.SAFETENSORS);
        }
    }
}
