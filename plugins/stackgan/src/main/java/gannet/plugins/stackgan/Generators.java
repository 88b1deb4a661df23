package gannet.plugins.stackgan;

import static gannet.layers.Init.normal;
import static gannet.layers.Layers.*;

import gannet.layers.Architecture;
import gannet.layers.Layer;

/// The two painters. Both begin with the caption's meaning and end in a picture, and both tell the condition that they
/// painted from, for the discriminator and for its divergence.
final class Generators {
    static final String PICTURE = "picture";
    static final String MEAN = "mean";
    static final String LOG_VARIANCE = "logVariance";

    private static final int BEGINNING = 4;

    private Generators() {}

    /// A sketch from noise: the shape and the colours.
    static Architecture first(StackGan.Settings s) {
        int doublings = Integer.numberOfTrailingZeros(s.imageSize() / BEGINNING);
        int width = s.generatorWidth() << (doublings - 1);
        return takes(input("meaning", s.embeddingSize()), input("noise", s.latentSize()), input("chance", s.conditionSize())).then(
                condition(s), concat(from("noise"), from("condition")),
                linear(width * BEGINNING * BEGINNING).withoutBias(), batchNorm(), relu(), reshape(width, BEGINNING, BEGINNING),
                each(doublings, i -> doubled(width >> (i + 1))),  // 4 → 64
                painted()).initialised(normal(0.02));
    }

    /// The sketch once more, with the caption in mind: flaws mended and details added.
    static Architecture second(StackGan.Settings s) {
        int width = s.generatorWidth();
        int doublings = 2 + Integer.numberOfTrailingZeros(s.enlargement());
        return takes(input("meaning", s.embeddingSize()), image(3, s.imageSize()), input("chance", s.conditionSize())).then(
                condition(s), from("image"),
                conv(width, 3).withoutBias(), relu(),
                conv(width * 2, 4, 2).withoutBias(), batchNorm(), relu(),
                conv(width * 4, 4, 2).withoutBias(), batchNorm(), relu(),  // 64 → 16
                concat(pass(), from("condition", tile(s.imageSize() / 4))),
                conv(width * 4, 3).withoutBias(), batchNorm(), relu(),
                repeat(s.residualBlocks(), sequence(
                        residual(
                                conv(width * 4, 3).withoutBias(), batchNorm(), relu(),
                                conv(width * 4, 3).withoutBias(), batchNorm()),
                        relu())),
                each(doublings, i -> doubled(width * 4 >> (i + 1))),  // 16 → 256
                painted()).initialised(normal(0.02));
    }

    /// Conditioning augmentation (3.2): a caption stands for a cloud of conditions, of which one is drawn, `μ + σ ε`.
    private static Layer condition(StackGan.Settings s) {
        return sequence(
                section(MEAN, linear(s.conditionSize()), leakyRelu(0.2)), mark(MEAN),
                from("meaning", section(LOG_VARIANCE, linear(s.conditionSize()), leakyRelu(0.2))), mark(LOG_VARIANCE),
                script("return torch.addcmul(mean, torch.exp(torch.mul(x, 0.5)), chance)").reading(MEAN).reading("chance"), mark("condition"));
    }

    private static Layer painted() {
        return heads(section(PICTURE, conv(3, 3).withoutBias(), tanh()), section(MEAN, from(MEAN)), section(LOG_VARIANCE, from(LOG_VARIANCE)));
    }

    private static Layer doubled(int width) { return sequence(upsample(2), conv(width, 3).withoutBias(), batchNorm(), relu()); }
}
