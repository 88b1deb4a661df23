package ${package};

import static gannet.layers.Init.normal;
import static gannet.layers.Layers.*;
import static gannet.spi.Adam.adam;

import gannet.kit.AdversarialLoss;
import gannet.kit.Losses;
import gannet.layers.Architecture;
import gannet.spi.*;
import java.util.List;
import java.util.Map;

/// Pictures from noise, to begin with: make it yours.
public final class ${className} implements GanVariant<${className}.Settings, ${className}.Draw> {

    /// A line each: form, flags, checks and the run's record follow from it.
    public record Settings(
            @Param(value = "32", min = 16, max = 128, unit = "px", help = "Side of the pictures; a power of two") int imageSize,
            @Param(value = "32", min = 2, max = 256, help = "Filters next to the picture; each halving doubles them") int width,
            @Param(value = "64", min = 2, max = 1024, help = "Length of the noise vector that becomes a picture") int latentSize,
            @Param(value = "0.0002", min = 0, max = 1, help = "Adam's step size") double learningRate,
            @Param(value = "NON_SATURATING", help = "What the two networks play for") AdversarialLoss loss) {}

    public record Draw(@Param(value = "16", min = 1, max = 64, help = "How many pictures") int count) {}

    @Override public Card<Settings, Draw> card() {
        return new Card<>("${artifactId}", "${className}", 2014, "Pictures from noise",
                "A generator turns random numbers into pictures, and a discriminator learns to tell them from real ones.",
                "https://arxiv.org/abs/1406.2661", Task.GENERATE, Settings.class, Draw.class,
                List.of(new Card.Preset("small", "Something to see within minutes on a CPU", Map.of(), Map.of("batchSize", "32", "steps", "2000"))),
                null);
    }

    @Override public DataSpec data(Settings s) { return new DataSpec.Unlabelled(pictures(s)); }

    @Override public List<Finding> check(Settings s) {
        return Integer.bitCount(s.imageSize()) == 1 ? List.of()
                : List.of(new Finding("imageSize", "imageSize must be a power of two from 16 to 128, not " + s.imageSize() + "."));
    }

    @Override public Gan<Draw> assemble(Settings s, Assembly assembly) {
        var adam = adam(s.learningRate()).betas(0.5, 0.999);
        var generator = assembly.network("generator", generator(s), adam);
        var discriminator = assembly.network("discriminator", discriminator(s), adam);

        return Gan.of(
                (batch, step) -> {
                    var fake = generator.apply(step.normal(batch.size(), s.latentSize()));
                    var real = discriminator.apply(batch.x());
                    var believed = discriminator.apply(fake.stopGradient());
                    step.learn(discriminator, s.loss().discriminator(real, believed));
                    step.learn(generator, s.loss().generator(() -> discriminator.apply(batch.x()), discriminator.apply(fake)));
                    step.report("D(real)", Losses.belief(real));
                    step.report("D(fake)", Losses.belief(believed));
                },
                (draw, sampler) -> new Output(pictures(s), generator.evaluate(sampler.normal(draw.count(), s.latentSize()))));
    }

    static Architecture generator(Settings s) {
        int quarter = s.imageSize() / 4;
        return takes(input("noise", s.latentSize())).then(
                linear(s.width() * 2 * quarter * quarter), reshape(s.width() * 2, quarter, quarter), batchNorm(), relu(),
                convTranspose(s.width(), 4, 2), batchNorm(), relu(),                               // a quarter to a half
                convTranspose(3, 4, 2), tanh()).initialised(normal(0.02));                          // to the whole side
    }

    static Architecture discriminator(Settings s) {
        return takes(image(3, s.imageSize())).then(
                conv(s.width(), 4, 2), leakyRelu(0.2),                                              // half the side
                conv(s.width() * 2, 4, 2), batchNorm(), leakyRelu(0.2),                             // a quarter
                flatten(), linear(1)).initialised(normal(0.02));
    }

    private static Media pictures(Settings s) { return new Media.Images(3, s.imageSize()); }
}
