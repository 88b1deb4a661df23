package gannet.plugins.dcgan;

import static gannet.layers.Init.normal;
import static gannet.layers.Layers.*;
import static gannet.spi.Adam.adam;

import gannet.kit.AdversarialLoss;
import gannet.kit.Losses;
import gannet.layers.Architecture;
import gannet.layers.Layer;
import gannet.layers.Layers;
import gannet.spi.*;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Deep convolutional GAN: noise becomes a 4×4 map, and each further layer doubles its side.
/// Radford et al. 2015, https://arxiv.org/abs/1511.06434
public final class Dcgan implements GanVariant<Dcgan.Settings, Dcgan.Draw> {

    public record Settings(
            @Param(value = "64", min = 8, max = 256, unit = "px", group = "Pictures", help = "Side of the pictures; a power of two") int imageSize,
            @Param(value = "3", min = 1, max = 3, group = "Pictures", label = "Colours", help = "1 for grey, 3 for colour") int channels,
            @Param(value = "100", min = 2, max = 1024, group = "Networks", help = "Length of the noise vector that becomes a picture") int latentSize,
            @Param(value = "64", min = 4, max = 256, group = "Networks", help = "Filters next to the picture; each halving doubles them") int width,
            @Param(value = "4", min = 2, max = 6, group = "Networks", advanced = true,
                    help = "Points across of the convolutions that double a picture's side; odd numbers overlap unevenly, which shows as a checkerboard") int upsamplingKernel,
            @Param(value = "0.0002", min = 0, max = 1, group = "Learning", help = "Adam's step size") double learningRate,
            @Param(value = "1", min = 0, max = 1000, group = "Learning", advanced = true,
                    help = "How many times the generator's step size the discriminator takes") double discriminatorRatio,
            @Param(value = "0.5", min = 0, max = 0.999, group = "Learning", advanced = true, help = "How long Adam remembers the direction") double beta1,
            @Param(value = "NON_SATURATING", group = "Learning", help = "What the two networks play for") AdversarialLoss loss,
            @Param(value = "0", min = 0, max = 0.9999, group = "Learning",
                    help = "Draw from a running average of the generator that keeps this share at each step; 0 draws from the generator itself") double averaging) {}

    public record Draw(@Param(value = "64", min = 1, max = 256, help = "How many pictures") int count) {}

    @Override public Card<Settings, Draw> card() {
        return new Card<>("dcgan", "DCGAN", 2015, "Pictures from noise, with convolutions",
                "A generator turns random numbers into pictures while a discriminator learns to tell them from real ones. Both are"
                        + " plain stacks of strided convolutions with batch normalisation, the recipe that first made GANs train reliably.",
                "https://arxiv.org/abs/1511.06434", Task.GENERATE, Settings.class, Draw.class,
                List.of(new Card.Preset("paper", "As published: 64 pixels in colour", Map.of()),
                        new Card.Preset("small", "32 pixels and thinner networks: something to see within minutes on a CPU",
                                Map.of("imageSize", "32", "width", "32", "latentSize", "64")),
                        new Card.Preset("digits", "The same in grey, for hand-written digits and the like",
                                Map.of("imageSize", "32", "channels", "1", "width", "32", "latentSize", "64"))),
                "dcgan.png");
    }

    @Override public DataSpec data(Settings s) { return new DataSpec.Unlabelled(images(s)); }

    /// Beliefs are probabilities only where the loss takes them for such.
    @Override public List<DoctorRule> doctor() {
        return Stream.of("discriminator-too-strong", "discriminator-too-weak")
                .map(rule -> DoctorRule.off(rule).when("loss", "LEAST_SQUARES", "WASSERSTEIN", "HINGE", "RELATIVISTIC")).toList();
    }

    @Override public List<Finding> check(Settings s) {
        var findings = new ArrayList<Finding>();
        if (Integer.bitCount(s.imageSize()) != 1) {
            findings.add(new Finding("imageSize", "imageSize must be a power of two from 8 to 256, not " + s.imageSize() + "."));
        }
        if (s.channels() == 2) {
            findings.add(new Finding("channels", "channels must be 1 for grey or 3 for colour, not 2."));
        }
        return findings;
    }

    @Override public Gan<Draw> assemble(Settings s, Assembly assembly) {
        var adam = adam(s.learningRate()).betas(s.beta1(), 0.999);
        var generator = assembly.network("generator", generator(s), adam);
        var discriminator = assembly.network("discriminator", discriminator(s, Layers::batchNorm), adam(s.learningRate() * s.discriminatorRatio()).betas(s.beta1(), 0.999));
        var painter = s.averaging() == 0 ? generator : assembly.averageOf(generator, s.averaging());

        return Gan.of(
                (batch, step) -> {
                    var fake = generator.apply(step.normal(batch.size(), s.latentSize(), 1, 1));
                    var real = discriminator.apply(batch.x());
                    var believed = discriminator.apply(fake.stopGradient());
                    step.learn(discriminator, s.loss().discriminator(real, believed));
                    step.learn(generator, s.loss().generator(() -> discriminator.apply(batch.x()), discriminator.apply(fake)));
                    step.report("D(real)", Losses.belief(real));
                    step.report("D(fake)", Losses.belief(believed));
                },
                (draw, sampler) -> new Output(images(s), painter.evaluate(sampler.normal(draw.count(), s.latentSize(), 1, 1))));
    }

    public static Architecture generator(Settings s) {
        int doublings = Integer.numberOfTrailingZeros(s.imageSize() / 8);
        return takes(input("noise", s.latentSize(), 1, 1)).then(
                convTranspose(s.width() << doublings, 4, 1).withPadding(0).withoutBias(), batchNorm(), relu(),  // 1 → 4
                each(doublings, i -> sequence(
                        doubled(s.width() << (doublings - 1 - i), s), batchNorm(), relu())),  // 4 → 8 → …
                doubled(s.channels(), s), tanh()).initialised(normal(0.02));
    }

    private static Layer doubled(int filters, Settings s) {
        return convTranspose(filters, s.upsamplingKernel(), 2).withOutputPadding(s.upsamplingKernel() % 2).withoutBias();
    }

    public static Architecture discriminator(Settings s, Supplier<Layer> norm) {
        int halvings = Integer.numberOfTrailingZeros(s.imageSize() / 8);
        return takes(image(s.channels(), s.imageSize())).then(
                conv(s.width(), 4, 2).withoutBias(), leakyRelu(0.2),
                each(halvings, i -> sequence(
                        conv(s.width() << (i + 1), 4, 2).withoutBias(), norm.get(), leakyRelu(0.2))),  // … → 8 → 4
                conv(1, 4).withPadding(0).withoutBias(), flatten()).initialised(normal(0.02));  // 4 → 1
    }

    private static Media images(Settings s) { return new Media.Images(s.channels(), s.imageSize()); }
}
