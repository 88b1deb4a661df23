package gannet.bench;

import java.util.List;
import java.util.Map;

/// One kind of training step that is measured: a phase of a variant with the paper's settings at a size that a processor
/// can bear, and the same step in Python.
///
/// @param name of the case    @param phase of the variant; empty for its only one    @param batch examples
/// @param script of the peer, and `peerCase` what it is asked for
record StepCase(String name, Map<String, String> settings, String phase, int batch, String script, String peerCase) {
    private static final String ANY_FILE = "a network of random weights";

    static final List<String> VARIANTS = List.of("dcgan", "cyclegan", "srgan", "stackgan", "3d-gan");

    static List<StepCase> of(String variant) {
        return switch (variant) {
            case "dcgan" -> List.of(dcgan(16), dcgan(64));
            case "cyclegan" -> List.of(cycleGan(128), cycleGan(256));
            case "srgan" -> List.of(
                    resNet(2), resNet(16),
                    adversarial("adversarial-squeezenet", "SQUEEZENET", 4, "adversarial"),
                    adversarial("adversarial-vgg19", "VGG19", 4, "adversarial-vgg19"));
            case "stackgan" -> List.of(stackGan("stage1", "stage I", 16), stackGan("stage2", "stage II", 2));
            case "3d-gan" -> List.of(solid(32, 16), solid(64, 4));
            default -> throw new BenchmarkException("there are no measurements of a step of " + variant + ".");
        };
    }

    private static StepCase dcgan(int batch) { return new StepCase("batch-" + batch, Map.of(), "", batch, "dcgan", "64"); }

    private static StepCase cycleGan(int side) {
        return new StepCase(side + "px", Map.of("imageSize", Integer.toString(side)), "", 1, "cyclegan", Integer.toString(side));
    }

    private static StepCase resNet(int batch) { return new StepCase("resnet-" + batch, Map.of(), "SRResNet", batch, "srgan", "resnet"); }

    private static StepCase adversarial(String name, String seeing, int batch, String peerCase) {
        return new StepCase(name, Map.of("features", ANY_FILE, "seeing", seeing), "SRGAN", batch, "srgan", peerCase);
    }

    /// Captions come as vectors, as in the published code: none are read.
    private static StepCase stackGan(String name, String phase, int batch) {
        return new StepCase(name, Map.of("vectors", "vectors of waves"), phase, batch, "stackgan", name);
    }

    /// The discriminator learns at every step, whatever it is right about.
    private static StepCase solid(int side, int batch) {
        return new StepCase(side + "-voxels", Map.of("side", Integer.toString(side), "restAbove", "1"), "", batch, "gan3d", Integer.toString(side));
    }
}
