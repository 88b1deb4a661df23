package gannet.plugins.srgan;

import static gannet.kit.Losses.*;
import static gannet.layers.Layers.*;
import static gannet.spi.Adam.adam;
import static gannet.spi.Schedule.constant;
import static gannet.spi.Schedule.droppedTo;

import ai.djl.ndarray.NDArray;
import gannet.kit.AdversarialLoss;
import gannet.kit.Features;
import gannet.kit.Losses;
import gannet.layers.Architecture;
import gannet.layers.Layer;
import gannet.spi.*;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/// Makes photographs larger: first the safest guess, by mean squared error (SRResNet), then one that looks real to a
/// discriminator and right to a network that was taught to see (SRGAN).
/// Ledig et al. 2017, https://arxiv.org/abs/1609.04802
public final class SrGan implements GanVariant<SrGan.Settings, SrGan.Draw> {
    /// What the paper divides VGG's maps by, so that their squared distance is about as large as that of pixels.
    private static final double FEATURE_SCALE = 12.75;

    /// Which network compares what pictures show.
    public enum Seeing { SQUEEZENET, VGG19 }

    public record Settings(
            @Param(value = "4", min = 2, max = 4, group = "Pictures", label = "Times larger", help = "How many times larger; 2 or 4") int factor,
            @Param(value = "96", min = 32, max = 512, unit = "px", group = "Pictures",
                    help = "Side of the pieces of photographs that it learns to restore; a multiple of the factor") int cropSize,
            @Param(value = "true", group = "Pictures", help = "Show half of the pieces mirrored") boolean mirrored,
            @Param(value = "16", min = 1, max = 32, group = "Networks", help = "Residual blocks of the generator") int residualBlocks,
            @Param(value = "64", min = 4, max = 256, group = "Networks", help = "Filters of the generator, and of the discriminator's first layer") int width,
            @Param(value = "1000000", min = 0, max = 10_000_000, group = "Learning", unit = "steps",
                    help = "Steps by mean squared error alone, before a discriminator joins in") long pretrainingSteps,
            @Param(value = "200000", min = 0, max = 10_000_000, group = "Learning", unit = "steps",
                    help = "Steps against the discriminator; at a tenth of the step size from half-way on") long adversarialSteps,
            @Param(value = "0.0001", min = 0, max = 1, group = "Learning", help = "Adam's step size") double learningRate,
            @Param(value = "0.001", min = 0, max = 10, group = "Learning", help = "Weight of what the discriminator thinks, beside the content") double adversarialWeight,
            @Param(value = "0", min = 0, max = 0.9999, group = "Learning",
                    help = "Draw from a running average of the generator that keeps this share at each step; 0 draws from the generator itself") double averaging,
            @Param(value = "", group = "Seeing", label = "Seeing network",
                    help = "A file with a network that was taught to see, by which the content is compared; without one, pixels are") Path features,
            @Param(value = "VGG19", group = "Seeing", label = "Its kind", help = "Which network the file holds") Seeing seeing) {

        boolean sees() { return !features.toString().isBlank(); }

        DataSpec.Crops crops() { return new DataSpec.Crops(3, cropSize, factor); }

        /// How far the generator looks, in pixels of the small picture: half of each kernel, those behind a shuffle counting less.
        int reach() { return 4 + 2 * residualBlocks + 4; }
    }

    public record Draw(@Param(value = "6", min = 1, max = 64, help = "How many pictures") int count) {}

    @Override public Card<Settings, Draw> card() {
        return new Card<>("srgan", "SRGAN", 2017, "Photographs made two or four times as large, with detail",
                "A generator learns to restore pieces of photographs that were made smaller. What is nearest on average is smooth, so in a"
                        + " second phase a discriminator tells restored pieces from real ones and teaches the generator to draw texture.",
                "https://arxiv.org/abs/1609.04802", Task.ENLARGE, Settings.class, Draw.class,
                List.of(new Card.Preset("paper", "As published, four times: 16 blocks of 64 filters, 1.2 million steps; for a GPU", Map.of(),
                                Map.of("batchSize", "16", "steps", "1200000", "sampleEvery", "5000", "checkpointEvery", "10000", "reportEvery", "100")),
                        new Card.Preset("small", "Thin networks: better than bicubic within 20 minutes on two cores",
                                Map.of("residualBlocks", "6", "width", "32", "cropSize", "64", "learningRate", "0.0005", "averaging", "0.995",
                                        "pretrainingSteps", "8000", "adversarialSteps", "2000"),
                                Map.of("batchSize", "8", "steps", "10000", "sampleEvery", "500", "checkpointEvery", "500", "reportEvery", "20"))),
                "srgan.png");
    }

    @Override public DataSpec data(Settings s) { return s.crops(); }

    @Override public Augmentation augmentation(Settings s) { return new Augmentation(0, s.mirrored()); }

    @Override public List<Finding> check(Settings s) {
        var findings = new ArrayList<Finding>();
        if (s.factor() == 3) {
            findings.add(new Finding("factor", "factor must be 2 or 4, not 3."));
        } else if (s.cropSize() % s.factor() != 0) {
            findings.add(new Finding("cropSize", "cropSize must be a multiple of the factor " + s.factor() + ", such as 96, not " + s.cropSize() + "."));
        }
        return findings;
    }

    @Override public Gan<Draw> assemble(Settings s, Assembly assembly) {
        var adam = adam(s.learningRate());
        var generator = assembly.network("generator", generator(s), adam);
        var discriminator = assembly.network("discriminator", discriminator(s), adam);
        BinaryOperator<NDArray> content = s.sees() ? perceptual(assembly.fixed("features", seeing(s), s.features())) : Losses::l2;
        var loss = AdversarialLoss.NON_SATURATING;

        var painter = s.averaging() == 0 ? generator : assembly.averageOf(generator, s.averaging());
        var enlarger = new Enlarger(painter, s.crops(), s.reach());
        return Gan.<Draw>of(
                        Phase.steps("SRResNet", s.pretrainingSteps(), constant(), (batch, step) ->
                                step.learn(generator, l2(generator.apply(fromZeroToOne(batch.x())), batch.y()))),
                        Phase.steps("SRGAN", s.adversarialSteps(), droppedTo(0.1, s.adversarialSteps() / 2), (batch, step) -> {
                            var fake = generator.apply(fromZeroToOne(batch.x()));
                            var real = discriminator.apply(batch.y());
                            var believed = discriminator.apply(fake.stopGradient());
                            step.learn(discriminator, loss.discriminator(real, believed));
                            var distance = content.apply(fake, batch.y());
                            step.learn(generator, distance.add(loss.generator(discriminator.apply(fake)).mul(s.adversarialWeight())));
                            step.report("content", distance);
                            step.report("D(real)", belief(real));
                            step.report("D(fake)", belief(believed));
                        }),
                        (draw, sampler) -> enlarger.draw(sampler.examples(draw.count())))
                .evaluated(enlarger::measure);
    }

    /// The paper's small pictures have values from 0 to 1, its large ones from -1 to 1.
    static NDArray fromZeroToOne(NDArray small) { return small.add(1).mul(0.5); }

    private static BinaryOperator<NDArray> perceptual(Network features) {
        return (fake, real) -> l2(features.apply(fake).div(FEATURE_SCALE), features.evaluate(real).div(FEATURE_SCALE));
    }

    private static Architecture seeing(Settings s) {
        return switch (s.seeing()) {
            case SQUEEZENET -> Features.squeezeNet(s.cropSize());
            case VGG19 -> Features.vgg19(s.cropSize());
        };
    }

    static Architecture generator(Settings s) {
        int width = s.width();
        return takes(image(3, s.cropSize() / s.factor())).then(
                conv(width, 9), prelu(),
                residual(
                        repeat(s.residualBlocks(), residual(conv(width, 3), batchNorm(), prelu(), conv(width, 3), batchNorm())),
                        conv(width, 3), batchNorm()),
                repeat(s.factor() / 2, sequence(conv(width * 4, 3), pixelShuffle(2), prelu())),  // 24 → 48 → 96
                conv(3, 9));
    }

    static Architecture discriminator(Settings s) {
        int width = s.width();
        return takes(image(3, s.cropSize())).then(
                conv(width, 3), leakyRelu(0.2),
                judging(width, 2),                                   // 96 → 48
                judging(width * 2, 1), judging(width * 2, 2),        // 48 → 24
                judging(width * 4, 1), judging(width * 4, 2),        // 24 → 12
                judging(width * 8, 1), judging(width * 8, 2),        // 12 → 6
                flatten(), linear(width * 16), leakyRelu(0.2), linear(1));
    }

    private static Layer judging(int filters, int stride) { return sequence(conv(filters, 3, stride), batchNorm(), leakyRelu(0.2)); }
}
