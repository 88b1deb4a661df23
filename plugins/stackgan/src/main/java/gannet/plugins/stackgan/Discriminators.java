package gannet.plugins.stackgan;

import static gannet.layers.Init.normal;
import static gannet.layers.Layers.*;

import gannet.layers.Architecture;
import gannet.layers.Layer;

/// The two judges. Each may be asked about several captions for the same pictures at once: give it twice as many
/// conditions as pictures, first one for each picture, then another one for each.
final class Discriminators {
    /// Whether a picture is real and its caption the right one.
    static final String CAPTIONED = "captioned";
    /// Whether a picture is real, whatever is said of it.
    static final String ALONE = "alone";

    private static final int END = 4;
    private static final int MOST = 4;

    private Discriminators() {}

    /// Of stage I; as published it judges pictures with their captions only.
    static Architecture first(StackGan.Settings s) {
        return takes(image(3, s.imageSize()), condition(s)).then(
                seen(s, s.imageSize()), captioned(s, s.imageSize())).initialised(normal(0.02));
    }

    /// Of stage II.
    static Architecture second(StackGan.Settings s) {
        return takes(image(3, s.finalSize()), condition(s)).then(
                seen(s, s.finalSize()),
                heads(
                        section(CAPTIONED, captioned(s, s.finalSize())),
                        section(ALONE, conv(1, END).withPadding(0)))).initialised(normal(0.02));
    }

    /// A picture as a map of 4×4 points; wider than eight times the first width it is made narrower again.
    private static Layer seen(StackGan.Settings s, int side) {
        int halvings = Integer.numberOfTrailingZeros(side / END);
        int width = s.discriminatorWidth();
        return sequence(
                conv(width, 4, 2).withoutBias(), leakyRelu(0.2),
                each(halvings - 1, i -> sequence(conv(width << (i + 1), 4, 2).withoutBias(), batchNorm(), leakyRelu(0.2))),  // 256 → 4
                each(Math.max(0, halvings - MOST), i -> narrowed(width << (halvings - 2 - i))));
    }

    /// The picture beside the condition, which is the same at every point.
    private static Layer captioned(StackGan.Settings s, int side) {
        int halvings = Math.min(MOST, Integer.numberOfTrailingZeros(side / END));
        return sequence(
                script("return torch.repeat(x, [torch.floordiv(torch.size(condition, 0), torch.size(x, 0)), 1, 1, 1])").reading("condition"),
                concat(pass(), from("condition", tile(END))),
                narrowed(s.discriminatorWidth() << (halvings - 1)),
                conv(1, END).withPadding(0));
    }

    private static Layer narrowed(int width) { return sequence(conv(width, 3).withoutBias(), batchNorm(), leakyRelu(0.2)); }

    private static Architecture.Input condition(StackGan.Settings s) { return input("condition", s.conditionSize()); }
}
