package gannet.plugins.pix2pix;

import static gannet.kit.AdversarialLoss.NON_SATURATING;
import static gannet.kit.Losses.belief;
import static gannet.kit.Losses.l1;
import static gannet.layers.Init.normal;
import static gannet.layers.Layers.*;
import static gannet.spi.Adam.adam;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import gannet.layers.Architecture;
import gannet.layers.Layer;
import gannet.spi.*;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A U-Net turns a picture into its partner; a discriminator looks at both of them, patch by patch:
/// `log D(x, y) + log(1 − D(x, G(x))) + λ ‖y − G(x)‖₁`. Isola et al. 2017, https://arxiv.org/abs/1611.07004
public final class Pix2Pix implements GanVariant<Pix2Pix.Settings, Pix2Pix.Draw> {
    /// The paper enlarges 256 pixels to 286 before it cuts 256 out.
    private static final double ENLARGED = 286.0 / 256;
    private static final int MOST_DOUBLINGS = 3;
    private static final int DROPPED = 3;
    private static final int MEASURED = 16;

    public enum Direction { A_TO_B, B_TO_A }

    public record Settings(
            @Param(value = "256", min = 32, max = 1024, unit = "px", group = "Pictures", help = "Side of the pictures; a power of two") int imageSize,
            @Param(value = "A_TO_B", group = "Pictures", help = "Which side of a pair is given and which is made of it") Direction direction,
            @Param(value = "true", group = "Pictures",
                    help = "Enlarge training pictures by an eighth and cut them back by chance; not for pictures whose margins matter") boolean cut,
            @Param(value = "true", group = "Pictures",
                    help = "Mirror half of the training pairs; not for pictures with writing or another right and left") boolean mirrored,
            @Param(value = "64", min = 4, max = 256, group = "Networks", help = "Filters next to the picture; each of the first three halvings doubles them") int width,
            @Param(value = "100", min = 0, max = 10_000, group = "Learning", help = "Weight of looking like the true partner, point by point (λ)") double likeness,
            @Param(value = "0.0002", min = 0, max = 1, group = "Learning", help = "Adam's step size") double learningRate,
            @Param(value = "0.5", min = 0, max = 0.999, group = "Learning", advanced = true, help = "How long Adam remembers the direction") double beta1,
            @Param(value = "200", min = 1, max = 100_000, group = "Learning", unit = "epochs",
                    help = "Passes over the pairs; then the run ends, or before if its own steps are fewer") int epochs) {

        NDArray given(Batch batch) { return direction == Direction.A_TO_B || !batch.hasY() ? batch.x() : batch.y(); }

        NDArray wanted(Batch batch) { return direction == Direction.A_TO_B ? batch.y() : batch.x(); }

        Media.Images pictures() { return new Media.Images(3, imageSize); }

        int halvings() { return Integer.numberOfTrailingZeros(imageSize); }
    }

    public record Draw(
            @Param(value = "4", min = 1, max = 64, help = "How many pictures") int count,
            @Param(value = "false", help = "Only what was made, without the picture it was made of and the true one") boolean alone) {}

    @Override public Card<Settings, Draw> card() {
        return new Card<>("pix2pix", "pix2pix", 2017, "One kind of picture into another, learnt from pairs",
                "A generator in the shape of a U turns a picture into what belongs to it: a plan into a house front, an outline into a thing."
                        + " It learns from pairs, by likeness to the true partner and by a discriminator that looks at both pictures of a pair patch by patch.",
                "https://arxiv.org/abs/1611.07004", Task.TRANSLATE, Settings.class, Draw.class,
                List.of(new Card.Preset("paper", "As published: 256 pixels, one pair at a time, 200 epochs; for a GPU", Map.of(),
                                Map.of("batchSize", "1", "steps", "10000000", "sampleEvery", "1000", "checkpointEvery", "5000", "reportEvery", "100")),
                        new Card.Preset("small", "64 pixels and thin networks: something to see within minutes on two cores",
                                Map.of("imageSize", "64", "width", "16", "epochs", "20"),
                                Map.of("batchSize", "1", "steps", "8000", "sampleEvery", "200", "checkpointEvery", "500", "reportEvery", "20"))),
                "pix2pix.png");
    }

    @Override public DataSpec data(Settings s) { return new DataSpec.Paired(s.pictures(), s.pictures()); }

    @Override public Augmentation augmentation(Settings s) {
        return new Augmentation(s.cut() ? (int) Math.round(s.imageSize() * ENLARGED) : 0, s.mirrored());
    }

    @Override public List<Finding> check(Settings s) {
        return Integer.bitCount(s.imageSize()) == 1 ? List.of()
                : List.of(new Finding("imageSize", "imageSize must be a power of two from 32 to 1024, not " + s.imageSize() + "."));
    }

    @Override public Gan<Draw> assemble(Settings s, Assembly assembly) {
        var adam = adam(s.learningRate()).betas(s.beta1(), 0.999);
        var generator = assembly.network("generator", generator(s), adam);
        var discriminator = assembly.network("discriminator", discriminator(s), adam);

        Gan.Training training = (batch, step) -> {
            var given = s.given(batch);
            var wanted = s.wanted(batch);
            var made = generator.apply(given);
            var real = discriminator.apply(given.concat(wanted, 1));
            var fake = discriminator.apply(given.concat(made.stopGradient(), 1));
            step.learn(discriminator, NON_SATURATING.discriminator(real, fake).mul(0.5));   // so that it learns slower than the generator
            var adversarial = NON_SATURATING.generator(discriminator.apply(given.concat(made, 1)));
            var likeness = l1(made, wanted);
            step.learn(generator, adversarial.add(likeness.mul(s.likeness())));
            step.report("adversarial", adversarial);
            step.report("to partner", likeness);
            step.report("D(real)", belief(real));
            step.report("D(fake)", belief(fake));
        };
        return Gan.<Draw>of(Phase.epochs("training", s.epochs(), Schedule.constant(), training), (draw, sampler) -> draw(s, generator, draw, sampler))
                .evaluated(exam -> {
                    if (exam.heldOut() > 0) {
                        var pairs = exam.examples(MEASURED);
                        exam.report("held-out to partner", l1(generator.evaluate(s.given(pairs)), s.wanted(pairs)).getFloat());
                        exam.report("held-out, as given", l1(s.given(pairs), s.wanted(pairs)).getFloat());
                    }
                });
    }

    /// Strips of what was given, what was made of it, and the true partner if it is known.
    private static Output draw(Settings s, Network generator, Draw draw, Sampler sampler) {
        var pairs = sampler.examples(draw.count());
        var made = generator.evaluate(s.given(pairs));
        if (draw.alone()) {
            return new Output(s.pictures(), made);
        }
        var strip = new NDList(s.given(pairs), made);
        var titles = new ArrayList<>(List.of("given", "made"));
        if (pairs.hasY()) {
            strip.add(s.wanted(pairs));
            titles.add("true");
        }
        return new Output(new Media.ImageStrips(3, s.imageSize(), titles), NDArrays.stack(strip, 1));
    }

    static Architecture generator(Settings s) {
        return takes(image(3, s.imageSize())).then(
                conv(s.width(), 4, 2).withoutBias(), rung(s, 1), relu(), convTranspose(3, 4, 2), tanh()).initialised(normal(0.02));
    }

    /// One rung of the U: half the side, all that is below, twice the side; and beside it what came in. The paper's batch norm
    /// sees one picture at a time, in use as well, which is instance norm with a scale.
    private static Layer rung(Settings s, int level) {                                               // level 7 of 8: 2 → 1 → 2
        boolean last = level == s.halvings() - 1;
        return skip(
                leakyRelu(0.2), conv(filters(s, level), 4, 2).withoutBias(),
                last ? pass() : sequence(instanceNorm().withScale(), rung(s, level + 1)),
                relu(), convTranspose(filters(s, level - 1), 4, 2).withoutBias(), instanceNorm().withScale(),
                level >= s.halvings() - DROPPED ? dropout(0.5) : pass());
    }

    private static int filters(Settings s, int level) { return s.width() << Math.min(level, MOST_DOUBLINGS); }

    /// PatchGAN on a pair: each of its numbers judges 70 × 70 pixels.
    static Architecture discriminator(Settings s) {
        int width = s.width();
        return takes(input("pair", 6, s.imageSize(), s.imageSize())).then(
                conv(width, 4, 2), leakyRelu(0.2),
                conv(width * 2, 4, 2).withoutBias(), instanceNorm().withScale(), leakyRelu(0.2),
                conv(width * 4, 4, 2).withoutBias(), instanceNorm().withScale(), leakyRelu(0.2),
                conv(width * 8, 4).withoutBias(), instanceNorm().withScale(), leakyRelu(0.2),
                conv(1, 4)).initialised(normal(0.02));
    }
}
