package gannet.plugins.points;

import static gannet.kit.Losses.belief;
import static gannet.layers.Layers.*;
import static gannet.spi.Adam.adam;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import gannet.kit.AdversarialLoss;
import gannet.layers.Architecture;
import gannet.spi.*;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The first GAN, on points of the plane, where one sees everything: `min_G max_D E log D(x) + E log(1 − D(G(z)))`. The best
/// discriminator says `p(x) / (p(x) + g(x))`, which is ½ everywhere once the generated points lie as the true ones do.
/// Goodfellow et al. 2014, https://arxiv.org/abs/1406.2661
public final class PointGan implements GanVariant<PointGan.Settings, PointGan.Draw> {
    /// Places in each direction at which the discriminator is asked for a drawing.
    private static final int SURFACE = 64;
    private static final int MOST_PICTURES = 64;

    public record Settings(
            @Param(value = "64", min = 8, max = 256, unit = "px", group = "Points", help = "How finely the data set's pictures say where points lie") int detail,
            @Param(value = "DARK", group = "Points", help = "Where points lie in the pictures of the data set") Ink ink,
            @Param(value = "256", min = 2, max = 4096, group = "Points", help = "Points that each step learns from, true ones and as many generated") int points,
            @Param(value = "2", min = 1, max = 64, group = "Networks", help = "Length of the noise vector that becomes a point") int latentSize,
            @Param(value = "128", min = 2, max = 1024, group = "Networks", help = "Units of each hidden layer") int width,
            @Param(value = "3", min = 1, max = 8, group = "Networks", help = "Hidden layers of each network") int depth,
            @Param(value = "0.0005", min = 0, max = 1, group = "Learning", help = "Adam's step size") double learningRate,
            @Param(value = "0.5", min = 0, max = 0.999, group = "Learning", advanced = true, help = "How long Adam remembers the direction") double beta1,
            @Param(value = "NON_SATURATING", group = "Learning", help = "What the two networks play for") AdversarialLoss loss) {}

    public record Draw(@Param(value = "512", min = 1, max = 4096, help = "How many points") int count) {}

    @Override public Card<Settings, Draw> card() {
        return new Card<>("points", "GAN on points", 2014, "Points of the plane from noise: the one to learn GANs with",
                "The generator scatters points, and the discriminator paints the plane blue where it believes in them and orange where it does not."
                        + " One sees both learn: how the points chase the blue, how they gather on one spot and forget the others, how the plane turns white when nothing is left to tell.",
                "https://arxiv.org/abs/1406.2661", Task.GENERATE, Settings.class, Draw.class,
                List.of(new Card.Preset("lesson", "Eight spots found within two minutes on a CPU: take the data set “Painted spots”", Map.of(),
                                Map.of("batchSize", "1", "steps", "6000", "sampleEvery", "100", "reportEvery", "20", "checkpointEvery", "1000", "precision", "FLOAT32")),
                        new Card.Preset("collapse", "A quick generator and few units: see it gather on some spots and forget the others",
                                Map.of("learningRate", "0.002", "width", "32", "depth", "2", "beta1", "0.9"),
                                Map.of("batchSize", "1", "steps", "6000", "sampleEvery", "100", "reportEvery", "20", "checkpointEvery", "1000", "precision", "FLOAT32"))),
                "points.png");
    }

    @Override public DataSpec data(Settings s) { return new DataSpec.Unlabelled(new Media.Images(1, s.detail())); }

    /// Beliefs are probabilities only where the loss takes them for such.
    @Override public List<DoctorRule> doctor() {
        return Stream.of("discriminator-too-strong", "discriminator-too-weak")
                .map(rule -> DoctorRule.off(rule).when("loss", "LEAST_SQUARES", "WASSERSTEIN", "HINGE", "RELATIVISTIC")).toList();
    }

    @Override public Gan<Draw> assemble(Settings s, Assembly assembly) {
        var adam = adam(s.learningRate()).betas(s.beta1(), 0.999);
        var generator = assembly.network("generator", generator(s), adam);
        var discriminator = assembly.network("discriminator", discriminator(s), adam);

        return Gan.of(
                (batch, step) -> {
                    var truth = s.ink().points(batch.x(), s.points(), step.random());
                    var fake = generator.apply(step.normal(s.points(), s.latentSize()));
                    var real = discriminator.apply(truth);
                    var believed = discriminator.apply(fake.stopGradient());
                    step.learn(discriminator, s.loss().discriminator(real, believed));
                    step.learn(generator, s.loss().generator(() -> discriminator.apply(truth), discriminator.apply(fake)));
                    step.report("D(real)", belief(real));
                    step.report("D(fake)", belief(believed));
                },
                (draw, sampler) -> {
                    var made = generator.evaluate(sampler.normal(draw.count(), s.latentSize()));
                    var truth = s.ink().points(sampler.examples(MOST_PICTURES).x(), draw.count(), sampler.random());
                    var belief = Activation.sigmoid(discriminator.evaluate(everywhere(sampler.scope()))).reshape(1, SURFACE, SURFACE);
                    return new Output(new Media.Points(2, draw.count()), cloud(made), List.of(), new Output.Ground(belief, cloud(truth)));
                });
    }

    /// `[count, 2]` as one example of points: `[1, 2, count]`.
    private static NDArray cloud(NDArray points) { return points.transpose().reshape(1, 2, points.size(0)); }

    /// The middles of all places, row by row.
    private static NDArray everywhere(NDManager scope) {
        var places = new float[SURFACE * SURFACE * 2];
        for (int i = 0; i < SURFACE * SURFACE; i++) {
            places[2 * i] = (i % SURFACE + 0.5f) / SURFACE * 2 - 1;
            places[2 * i + 1] = (i / SURFACE + 0.5f) / SURFACE * 2 - 1;
        }
        return scope.create(places, new Shape(SURFACE * SURFACE, 2));
    }

    static Architecture generator(Settings s) {
        return takes(input("noise", s.latentSize())).then(each(s.depth(), i -> sequence(linear(s.width()), relu())), linear(2));
    }

    static Architecture discriminator(Settings s) {
        return takes(input("point", 2)).then(each(s.depth(), i -> sequence(linear(s.width()), leakyRelu(0.2))), linear(1));
    }
}
