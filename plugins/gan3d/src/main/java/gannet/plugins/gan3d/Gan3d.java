package gannet.plugins.gan3d;

import static gannet.layers.Init.normal;
import static gannet.layers.Layers.*;
import static gannet.spi.Adam.adam;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import gannet.kit.AdversarialLoss;
import gannet.kit.LinearClassifier;
import gannet.kit.Losses;
import gannet.layers.Architecture;
import gannet.layers.Layer;
import gannet.spi.*;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// 3D-GAN: noise becomes a small cube of features, and each further layer doubles its side; the discriminator rests while
/// it is right too often. What it has learned without labels is good enough to tell kinds of objects apart.
/// Wu et al. 2016, https://arxiv.org/abs/1610.07584
public final class Gan3d implements GanVariant<Gan3d.Settings, Gan3d.Draw> {
    /// Layers between a grid and the smallest cube of features: it is 2⁴ times smaller.
    private static final int HALVINGS = 4;
    /// Labelled objects that go through the discriminator at once.
    private static final int AT_ONCE = 50;
    /// How many times fewer labels are told than the settings say.
    private static final int[] FEWER = {1, 5, 20};
    /// How often others are told, at most; the accuracy is the mean.
    private static final int MOST_TIMES = 20;
    private static final String JUDGEMENT = "judgement";
    private static final String FEATURES = "features";

    public record Settings(
            @Param(value = "64", min = 16, max = 128, unit = "voxels", group = "Objects",
                    help = "Side of the voxel grid; a power of two. A smaller object is enlarged as often as it fits") int side,
            @Param(value = "200", min = 2, max = 1024, group = "Networks", help = "Length of the noise vector that becomes an object") int latentSize,
            @Param(value = "64", min = 1, max = 128, group = "Networks", help = "Filters next to the voxels; each halving doubles them") int width,
            @Param(value = "0.0025", min = 0, max = 1, group = "Learning", help = "Adam's step size for the generator") double generatorRate,
            @Param(value = "0.00001", min = 0, max = 1, group = "Learning", help = "Adam's step size for the discriminator") double discriminatorRate,
            @Param(value = "0.5", min = 0, max = 0.999, group = "Learning", advanced = true, help = "How long Adam remembers the direction") double beta1,
            @Param(value = "0.8", min = 0, max = 1, group = "Learning",
                    help = "The discriminator rests on batches of which it judges a larger share rightly; 1 lets it learn from every one") double restAbove,
            @Param(value = "400", min = 0, max = 10_000, group = "Measuring", advanced = true,
                    help = "How many labelled objects tell, whenever samples are drawn, what the discriminator has learned; 0 for none") int examined,
            @Param(value = "200", min = 1, max = 10_000, group = "Measuring", advanced = true,
                    help = "Of how many of them the labels are told; at most half. The fewer, the more depends on what was learned without") int told) {}

    public record Draw(
            @Param(value = "16", min = 1, max = 64, help = "How many objects") int count,
            @Param(value = "false", help = "Leave out what is not connected to an object's largest piece") boolean largestPiece) {}

    @Override public Card<Settings, Draw> card() {
        return new Card<>("3d-gan", "3D-GAN", 2016, "Solid objects from noise, as voxels",
                "A generator turns random numbers into a grid of voxels, each more or less full, while a discriminator learns to tell the"
                        + " grids from those of real objects. Both are stacks of strided convolutions along three axes. Judging is the easier"
                        + " part, so the discriminator learns only while it can still be fooled.",
                "https://arxiv.org/abs/1610.07584", Task.SHAPE_3D, Settings.class, Draw.class,
                List.of(new Card.Preset("paper", "As published: grids of 64³ voxels in batches of 100; for how long the paper does not say; wants a GPU", Map.of(), Map.of("batchSize", "100", "steps", "20000")),
                        new Card.Preset("small", "Grids of 32³ voxels and thinner networks: objects to recognise within 20 minutes on a CPU",
                                Map.of("side", "32", "width", "32", "discriminatorRate", "0.0002"), Map.of("batchSize", "32", "steps", "2000"))),
                "gan3d.png");
    }

    @Override public DataSpec data(Settings s) { return new DataSpec.Unlabelled(grids(s)); }

    @Override public List<DoctorRule> doctor() {
        return List.of(DoctorRule.added("discriminator-rests", new DoctorRule.Watch("D learnt", false, 0.05, 20,
                "The discriminator has hardly learned for long",
                "It rests while it is right more often than restAbove allows. If it need not learn to stay ahead, the generator does not catch up.",
                "https://arxiv.org/abs/1610.07584", "Let the discriminator take smaller steps, so that the two stay close.", Map.of("discriminatorRate", 0.5))));
    }

    @Override public List<Finding> check(Settings s) {
        return Integer.bitCount(s.side()) == 1 ? List.of()
                : List.of(new Finding("side", "side must be a power of two from 16 to 128, not " + s.side() + ". Smaller objects are enlarged or placed in the middle."));
    }

    @Override public Gan<Draw> assemble(Settings s, Assembly assembly) {
        var generator = assembly.network("generator", generator(s), adam(s.generatorRate()).betas(s.beta1(), 0.999));
        var discriminator = assembly.network("discriminator", discriminator(s), adam(s.discriminatorRate()).betas(s.beta1(), 0.999));

        return Gan.<Draw>of(
                (batch, step) -> {
                    var fake = generator.apply(step.uniform(batch.size(), s.latentSize(), 1, 1, 1));
                    var onReal = judged(discriminator, batch.x());
                    var onFake = judged(discriminator, fake);
                    var loss = AdversarialLoss.NON_SATURATING.discriminator(onReal, onFake);
                    double accuracy = Losses.accuracy(onReal, onFake);
                    boolean learns = accuracy <= s.restAbove();
                    if (learns) {
                        step.learn(discriminator, loss);
                        onFake = judged(discriminator, fake);
                    } else {
                        step.report(discriminator.name(), loss);
                    }
                    step.learn(generator, AdversarialLoss.NON_SATURATING.generator(onFake));
                    step.report("D accuracy", accuracy);
                    step.report("D learnt", learns ? 1 : 0);
                },
                (draw, sampler) -> {
                    var grids = generator.evaluate(sampler.uniform(draw.count(), s.latentSize(), 1, 1, 1));
                    return new Output(grids(s), draw.largestPiece() ? largestPieces(grids) : grids);
                }).evaluated(exam -> {
                    if (s.examined() > 0) {
                        exam.labelled(s.examined()).ifPresent(labelled -> measure(s, discriminator, labelled, exam));
                    }
                });
    }

    static Architecture generator(Settings s) {
        int side = s.side() >> HALVINGS;
        return takes(input("noise", s.latentSize(), 1, 1, 1)).then(
                convTranspose(s.width() * 8, side, 1).withPadding(0).withoutBias(), batchNorm(), relu(),  // 1³ → 4³
                convTranspose(s.width() * 4, 4, 2).withoutBias(), batchNorm(), relu(),                    // 4³ → 8³
                convTranspose(s.width() * 2, 4, 2).withoutBias(), batchNorm(), relu(),                    // 8³ → 16³
                convTranspose(s.width(), 4, 2).withoutBias(), batchNorm(), relu(),                        // 16³ → 32³
                convTranspose(1, 4, 2).withoutBias(), sigmoid()).initialised(normal(0.02));               // 32³ → 64³
    }

    /// Ends in a plain number for each object; the sigmoid is in the loss. The features are those of the paper's section
    /// 4.3, what layers two to four say, pooled to 2³; the loss does not need them, so they cost training next to nothing.
    static Architecture discriminator(Settings s) {
        int side = s.side() >> HALVINGS;
        return takes(voxels(s.side())).then(
                conv(s.width(), 4, 2).withoutBias(), batchNorm(), leakyRelu(0.2),                         // 64³ → 32³
                conv(s.width() * 2, 4, 2).withoutBias(), batchNorm(), leakyRelu(0.2), mark("second"),     // 32³ → 16³
                conv(s.width() * 4, 4, 2).withoutBias(), batchNorm(), leakyRelu(0.2), mark("third"),      // 16³ → 8³
                conv(s.width() * 8, 4, 2).withoutBias(), batchNorm(), leakyRelu(0.2), mark("fourth"),     // 8³ → 4³
                heads(section(JUDGEMENT, conv(1, side).withPadding(0).withoutBias(), flatten()),          // 4³ → 1
                        section(FEATURES, concat(                                                         // → 3 × 2³
                                from("second", pooled(side * 2)),
                                from("third", pooled(side)),
                                from("fourth", pooled(Math.max(1, side / 2))))))).initialised(normal(0.02));
    }

    private static Layer pooled(int kernel) { return sequence(maxPool(kernel, kernel), flatten()); }

    private static NDArray judged(Network discriminator, NDArray grids) { return Objects.requireNonNull(discriminator.heads(grids).get(JUDGEMENT)); }

    /// What a plane between classes can tell from the discriminator's features, and what from the voxels themselves: with as
    /// many labels as the settings say, and with far fewer.
    private static void measure(Settings s, Network discriminator, Batch labelled, Exam exam) {
        var features = features(discriminator, labelled.x());
        int most = Math.min(s.told(), labelled.size() / 2);
        for (int fewer : FEWER) {
            int told = most / fewer;
            if (told > 0) {
                var name = fewer == 1 ? "" : ", %d told".formatted(told);
                int times = Math.min(MOST_TIMES, labelled.size() / told);
                exam.report("features accuracy" + name, LinearClassifier.accuracy(features, labelled.y(), told, times));
                exam.report("voxels accuracy" + name, LinearClassifier.accuracy(labelled.x(), labelled.y(), told, times));
            }
        }
    }

    private static NDArray features(Network discriminator, NDArray grids) {
        var features = new NDList();
        for (long from = 0; from < grids.size(0); from += AT_ONCE) {
            var some = grids.get("%d:%d".formatted(from, Math.min(grids.size(0), from + AT_ONCE)));
            features.add(discriminator.evaluateHeads(some).get(FEATURES));
        }
        return NDArrays.concat(features);
    }

    private static NDArray largestPieces(NDArray grids) {
        var values = grids.toFloatArray();
        Pieces.keepLargest(values, Math.toIntExact(grids.size(2)));
        return grids.getManager().create(values, grids.getShape());
    }

    private static Media grids(Settings s) { return new Media.Voxels(1, s.side()); }
}
