package gannet.plugins.cyclegan;

import static gannet.kit.AdversarialLoss.LEAST_SQUARES;
import static gannet.kit.Losses.l1;
import static gannet.kit.Losses.r1Penalty;
import static gannet.layers.Init.normal;
import static gannet.layers.Layers.*;
import static gannet.spi.Adam.adam;
import static gannet.spi.Schedule.constantThenLinear;

import ai.djl.ndarray.NDArray;
import gannet.layers.Architecture;
import gannet.layers.Layer;
import gannet.spi.*;
import java.util.List;
import java.util.Map;

/// Two generators, A → B and B → A, of which each must undo what the other does: so pictures of two kinds can be
/// translated into each other although no picture of one belongs to a picture of the other.
/// Zhu et al. 2017, https://arxiv.org/abs/1703.10593; order and numbers as in github.com/junyanz/CycleGAN.
public final class CycleGan implements GanVariant<CycleGan.Settings, CycleGan.Draw> {
    private static final int BLOCKS_OF_SMALL = 6;
    private static final int BLOCKS_OF_LARGE = 9;
    private static final int LARGE = 256;
    /// The paper enlarges 256 pixels to 286 before it cuts 256 out, and 128 to 143.
    private static final double ENLARGED = 286.0 / 256;

    /// What stands around a picture where a kernel looks beyond it: the picture mirrored, as in the paper, or nothing.
    public enum Padding { REFLECTION, ZERO }

    /// What the generators' maps are evened out over: each map of a picture by itself, as in the paper, or all of them together
    /// (Ba et al. 2016, https://arxiv.org/abs/1607.06450). By itself, a map that is the same everywhere becomes 0: a flat colour
    /// is forgotten, and faint noise on it becomes a pattern.
    public enum Norm { INSTANCE, LAYER }

    /// How the generators come back to the picture's size: by transposed convolutions, as in the paper, or enlarged and then
    /// convolved, which leaves no grid of dots (Odena et al. 2016, https://distill.pub/2016/deconv-checkerboard).
    public enum Doubling { TRANSPOSED, RESIZED }

    public record Settings(
            @Param(value = "256", min = 32, max = 1024, unit = "px", group = "Pictures", help = "Side of the pictures; a multiple of 4, or of more if they are halved more often") int imageSize,
            @Param(value = "true", group = "Pictures",
                    help = "Enlarge training pictures by an eighth and cut them back by chance; not for pictures whose margins matter") boolean cut,
            @Param(value = "true", group = "Pictures",
                    help = "Mirror half of the training pictures; not for pictures with writing or another right and left") boolean mirrored,
            @Param(value = "0", min = 0, max = 24, group = "Networks",
                    help = "Residual blocks of each generator; 0 takes the paper's number, 6 below 256 pixels and 9 from there on") int residualBlocks,
            @Param(value = "2", min = 1, max = 5, group = "Networks", advanced = true,
                    help = "How often each generator halves a picture before the residual blocks; more if things move or change their size as a whole") int halvings,
            @Param(value = "REFLECTION", group = "Networks", advanced = true,
                    help = "What the generators see beyond a picture's edge; mirrored as in the paper, or zeros, by which they know where the edge is") Padding padding,
            @Param(value = "INSTANCE", group = "Networks", advanced = true,
                    help = "What the generators' maps are evened out over: each by itself as in the paper, or all of a picture together, which keeps flat colours") Norm norm,
            @Param(value = "TRANSPOSED", group = "Networks", advanced = true,
                    help = "How the generators double a picture's size; transposed convolutions as in the paper, or enlarged and then convolved, which leaves no grid of dots") Doubling doubling,
            @Param(value = "64", min = 4, max = 256, group = "Networks", help = "Filters next to the picture; each halving doubles them") int width,
            @Param(value = "10", min = 0, max = 1000, group = "Losses", help = "Weight of coming back to where one started (λ)") double cycleWeight,
            @Param(value = "0.5", min = 0, max = 10, group = "Losses",
                    help = "Weight of leaving alone what is of the right kind already, as a part of λ; it keeps the colours") double identityWeight,
            @Param(value = "0", min = 0, max = 1, group = "Losses", advanced = true,
                    help = "Noise on a translation before the way back, so that nothing can be hidden for it in faint grain; 1 is half the range of brightness, 0 the paper's") double wayBackNoise,
            @Param(value = "0", min = 0, max = 1000, group = "Losses", advanced = true, label = "Penalty on slopes",
                    help = "Weight of the discriminators' squared slope at real pictures; not in the paper, keeps them from knowing a small collection by heart") double slopePenalty,
            @Param(value = "50", min = 0, max = 1000, group = "Learning", advanced = true,
                    help = "Translations that each discriminator keeps and may be shown again") int poolSize,
            @Param(value = "0.0002", min = 0, max = 1, group = "Learning", help = "Adam's step size") double learningRate,
            @Param(value = "0.5", min = 0, max = 0.999, group = "Learning", advanced = true, help = "How long Adam remembers the direction") double beta1,
            @Param(value = "0", min = 0, max = 0.9999, group = "Learning",
                    help = "Draw from running averages of the generators that keep this share at each step; 0, as in the paper, draws from the generators themselves") double averaging,
            @Param(value = "100", min = 0, max = 10_000, group = "Learning", unit = "epochs",
                    help = "Passes over the larger collection at that step size") int constantEpochs,
            @Param(value = "100", min = 1, max = 10_000, group = "Learning", unit = "epochs",
                    help = "Passes in which it falls to 0; then the run ends, or before if its own steps are fewer") int decayingEpochs) {
        int blocks() {
            if (residualBlocks > 0) {
                return residualBlocks;
            }
            return imageSize < LARGE ? BLOCKS_OF_SMALL : BLOCKS_OF_LARGE;
        }

        private NDArray noisy(NDArray translation, Step step) {
            return wayBackNoise == 0 ? translation : translation.add(step.normal(translation.getShape().getShape()).mul(wayBackNoise));
        }

        private NDArray judged(Network judge, NDArray real, NDArray fake, Step step) {
            var loss = LEAST_SQUARES.discriminator(judge.apply(real), judge.apply(fake)).mul(0.5);
            return slopePenalty == 0 ? loss : loss.add(r1Penalty(judge, real, step).mul(slopePenalty));
        }

        Media.Images pictures() { return new Media.Images(3, imageSize); }
    }

    public record Draw(
            @Param(value = "BOTH", help = "Which way to translate") Direction direction,
            @Param(value = "4", min = 1, max = 64, help = "How many pictures each way") int count,
            @Param(value = "false", help = "Only the translation, without the picture it was made from and the way back") boolean alone) {}

    @Override public Card<Settings, Draw> card() {
        return new Card<>("cyclegan", "CycleGAN", 2017, "One kind of picture into another and back, learnt without pairs",
                "Two generators translate between two collections of pictures, and two discriminators judge whether a translation"
                        + " looks as if it were from the other collection. Since nobody says which picture belongs to which, each"
                        + " translation must come back as the picture it was made from.",
                "https://arxiv.org/abs/1703.10593", Task.TRANSLATE, Settings.class, Draw.class,
                List.of(new Card.Preset("paper", "As published: 256 pixels, 9 residual blocks, one picture at a time, 200 epochs; for a GPU", Map.of(),
                                Map.of("batchSize", "1", "steps", "10000000", "sampleEvery", "1000", "checkpointEvery", "5000", "reportEvery", "100")),
                        new Card.Preset("small", "64 pixels and thin networks: something to see within 20 minutes on two cores",
                                Map.of("imageSize", "64", "width", "24", "residualBlocks", "4", "averaging", "0.995", "constantEpochs", "5", "decayingEpochs", "5"),
                                Map.of("batchSize", "1", "steps", "8000", "sampleEvery", "500", "checkpointEvery", "500", "reportEvery", "20"))),
                "cyclegan.png");
    }

    @Override public DataSpec data(Settings s) { return new DataSpec.Unpaired(s.pictures(), s.pictures()); }

    @Override public Augmentation augmentation(Settings s) {
        return new Augmentation(s.cut() ? (int) Math.round(s.imageSize() * ENLARGED) : 0, s.mirrored());
    }

    @Override public List<Finding> check(Settings s) {
        int unit = 1 << s.halvings();
        if (s.imageSize() % unit != 0) {
            return List.of(new Finding("imageSize", "imageSize must be a multiple of %d, such as 128 or 256, not %d.".formatted(unit, s.imageSize())));
        }
        return s.imageSize() > unit || s.padding() == Padding.ZERO ? List.of() : List.of(new Finding("halvings",
                "halvings must be fewer for pictures of %d pixels, not %d: one pixel has nothing to mirror.".formatted(s.imageSize(), s.halvings())));
    }

    @Override public Gan<Draw> assemble(Settings s, Assembly assembly) {
        var adam = adam(s.learningRate()).betas(s.beta1(), 0.999);
        var toB = assembly.network("A-to-B", generator(s), adam);
        var toA = assembly.network("B-to-A", generator(s), adam);
        var judgeOfA = assembly.network("D-A", discriminator(s), adam);
        var judgeOfB = assembly.network("D-B", discriminator(s), adam);
        var pastA = assembly.pool("A", s.poolSize());
        var pastB = assembly.pool("B", s.poolSize());
        double identityWeight = s.cycleWeight() * s.identityWeight();

        Gan.Training training = (batch, step) -> {
            var a = batch.x();
            var b = batch.y();
            var fakeB = toB.apply(a);
            var fakeA = toA.apply(b);
            var adversarial = LEAST_SQUARES.generator(judgeOfB.apply(fakeB)).add(LEAST_SQUARES.generator(judgeOfA.apply(fakeA)));
            var cycle = l1(toA.apply(s.noisy(fakeB, step)), a).add(l1(toB.apply(s.noisy(fakeA, step)), b));
            var loss = adversarial.add(cycle.mul(s.cycleWeight()));
            if (identityWeight > 0) {
                var identity = l1(toB.apply(b), b).add(l1(toA.apply(a), a));
                loss = loss.add(identity.mul(identityWeight));
                step.report("identity", identity);
            }
            step.report("adversarial", adversarial);
            step.report("cycle", cycle);
            step.learn("generators", loss, toB, toA);
            // translations from before the generators moved, some of them older: as in the authors' code
            step.learn(judgeOfA, s.judged(judgeOfA, a, pastA.exchange(fakeA), step));
            step.learn(judgeOfB, s.judged(judgeOfB, b, pastB.exchange(fakeB), step));
        };
        var rate = constantThenLinear(s.constantEpochs(), s.decayingEpochs());
        var translators = s.averaging() == 0 ? new Translators(toB, toA)
                : new Translators(assembly.averageOf(toB, s.averaging()), assembly.averageOf(toA, s.averaging()));
        return Gan.<Draw>of(
                        Phase.epochs("training", (long) s.constantEpochs() + s.decayingEpochs(), rate, training),
                        (draw, sampler) -> translators.draw(draw, sampler, s.pictures()))
                .evaluated(translators::measure);
    }

    static Architecture generator(Settings s) {
        int width = s.width();
        int halvings = s.halvings();
        return takes(image(3, s.imageSize())).then(
                padded(s, width, 7), norm(s), relu(),
                each(halvings, i -> sequence(conv(width << (i + 1), 3, 2), norm(s), relu())),                           // 1 → ¼
                repeat(s.blocks(), residual(
                        padded(s, width << halvings, 3), norm(s), relu(),
                        padded(s, width << halvings, 3), norm(s))),
                each(halvings, i -> sequence(doubled(s, width << (halvings - 1 - i)), norm(s), relu())),                // ¼ → 1
                padded(s, 3, 7), tanh()).initialised(normal(0.02));
    }

    /// A convolution that does not change the size.
    private static Layer padded(Settings s, int filters, int kernel) {
        return switch (s.padding()) {
            case REFLECTION -> sequence(reflectionPad(kernel / 2), conv(filters, kernel).withPadding(0));
            case ZERO -> conv(filters, kernel);
        };
    }

    private static Layer norm(Settings s) {
        return switch (s.norm()) {
            case INSTANCE -> instanceNorm();
            case LAYER -> groupNorm(1);
        };
    }

    private static Layer doubled(Settings s, int filters) {
        return switch (s.doubling()) {
            case TRANSPOSED -> convTranspose(filters, 3, 2).withOutputPadding(1);
            case RESIZED -> sequence(upsample(2), padded(s, filters, 3));
        };
    }

    /// PatchGAN: each of its numbers judges 70 × 70 pixels.
    static Architecture discriminator(Settings s) {
        int width = s.width();
        return takes(image(3, s.imageSize())).then(
                conv(width, 4, 2), leakyRelu(0.2),
                conv(width * 2, 4, 2), instanceNorm(), leakyRelu(0.2),
                conv(width * 4, 4, 2), instanceNorm(), leakyRelu(0.2),
                conv(width * 8, 4), instanceNorm(), leakyRelu(0.2),
                conv(1, 4)).initialised(normal(0.02));
    }
}
