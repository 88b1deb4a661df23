package gannet.plugins.cgan;

import static gannet.kit.AdversarialLoss.NON_SATURATING;
import static gannet.kit.Losses.belief;
import static gannet.layers.Layers.*;
import static gannet.spi.Adam.adam;
import static gannet.spi.Sgd.sgd;

import ai.djl.ndarray.NDArray;
import gannet.layers.Architecture;
import gannet.layers.Layer;
import gannet.layers.Size;
import gannet.spi.*;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Both networks are told the class: `log D(x | y) + log(1 − D(G(z | y) | y))`, so one can ask for a seven.
/// Mirza & Osindero 2014, https://arxiv.org/abs/1411.1784
public final class ConditionalGan implements GanVariant<ConditionalGan.Settings, ConditionalGan.Draw> {
    /// The paper divides its learning rate by this at each step, down to a hundred-thousandth of what it began with.
    private static final double DECAY = 1.00004;
    private static final double LEAST = 1e-5;
    private static final double DROPPED = 0.5;

    public enum Rule { SGD, ADAM }

    public record Settings(
            @Param(value = "28", min = 8, max = 64, unit = "px", group = "Pictures", help = "Side of the pictures") int imageSize,
            @Param(value = "1", min = 1, max = 3, group = "Pictures", label = "Colours", help = "1 for grey, 3 for colour") int channels,
            @Param(value = "10", min = 2, max = 1000, group = "Pictures", help = "How many classes the data set has") int classes,
            @Param(value = "100", min = 2, max = 1024, group = "Networks", help = "Length of the noise vector") int latentSize,
            @Param(value = "1", min = 0.1, max = 4, group = "Networks", help = "Units of each layer, as a share of the paper's") double width,
            @Param(value = "SGD", group = "Learning", help = "How parameters follow their gradients; the paper's is SGD with momentum, and Adam learns in fewer steps") Rule rule,
            @Param(value = "0.1", min = 0, max = 10, group = "Learning", help = "The step size at the beginning; 0.1 for SGD as published, 0.0002 for Adam") double learningRate) {

        Optimizer optimizer() { return rule == Rule.SGD ? sgd(learningRate).withMomentum(0.5) : adam(learningRate).betas(0.5, 0.999); }

        Schedule schedule() { return rule == Rule.SGD ? (step, epoch) -> Math.max(LEAST, Math.pow(DECAY, -step)) : Schedule.constant(); }

        Media pictures() { return new Media.Images(channels, imageSize); }

        int units(int paper) { return Math.max(1, (int) Math.round(paper * width)); }
    }

    public record Draw(
            @Param(value = "-1", min = -1, max = 999, help = "The number of the class, from 0; -1 draws all, a row each") int label,
            @Param(value = "8", min = 1, max = 64, help = "How many pictures of each class") int count) {}

    @Override public Card<Settings, Draw> card() {
        return new Card<>("cgan", "Conditional GAN", 2014, "Pictures of the class asked for, from noise",
                "Generator and discriminator are both told which class a picture is of: the one must draw that class, and the other must notice"
                        + " if it did not. Both are a few layers of plain units, as in the paper; enough for hand-written digits.",
                "https://arxiv.org/abs/1411.1784", Task.GENERATE, Settings.class, Draw.class,
                List.of(new Card.Preset("digits", "Hand-written digits of 14 pixels with Adam and fewer units: every class within two minutes on two cores",
                                Map.of("imageSize", "14", "width", "0.4", "rule", "ADAM", "learningRate", "0.0004"),
                                Map.of("batchSize", "100", "steps", "10000", "sampleEvery", "250", "reportEvery", "100", "precision", "FLOAT32")),
                        new Card.Preset("paper", "As published: SGD with momentum, for a long time", Map.of(),
                                Map.of("batchSize", "100", "steps", "300000", "sampleEvery", "2000"))),
                "cgan.png");
    }

    @Override public DataSpec data(Settings s) { return new DataSpec.Labelled(s.pictures(), s.classes()); }

    @Override public List<Finding> check(Settings s) {
        return s.channels() == 2 ? List.of(new Finding("channels", "channels must be 1 for grey or 3 for colour, not 2.")) : List.of();
    }

    @Override public Gan<Draw> assemble(Settings s, Assembly assembly) {
        var generator = assembly.network("generator", generator(s), s.optimizer());
        var discriminator = assembly.network("discriminator", discriminator(s), s.optimizer());

        Gan.Training training = (batch, step) -> {
            var label = batch.y().oneHot(s.classes());
            var fake = generator.apply(step.uniform(batch.size(), s.latentSize()), label);
            var real = discriminator.apply(batch.x(), label);
            var believed = discriminator.apply(fake.stopGradient(), label);
            step.learn(discriminator, NON_SATURATING.discriminator(real, believed));
            step.learn(generator, NON_SATURATING.generator(discriminator.apply(fake, label)));
            step.report("D(real)", belief(real));
            step.report("D(fake)", belief(believed));
        };
        return Gan.of(Phase.steps("training", Phase.AS_THE_RUN_SAYS, s.schedule(), training), (draw, sampler) -> {
            var classes = asked(s, draw);
            var label = sampler.scope().create(classes).oneHot(s.classes());
            NDArray pictures = generator.evaluate(sampler.uniform(classes.length, s.latentSize()), label);
            return new Output(s.pictures(), pictures, IntStream.of(classes).mapToObj(Integer::toString).toList());
        });
    }

    private static int[] asked(Settings s, Draw draw) {
        if (draw.label() >= s.classes()) {
            throw new PluginException("label must be a class from 0 to " + (s.classes() - 1) + ", or -1 for all, not " + draw.label() + ".");
        }
        return draw.label() >= 0 ? IntStream.generate(draw::label).limit(draw.count()).toArray()
                : IntStream.range(0, s.classes() * draw.count()).map(i -> i / draw.count()).toArray();
    }

    static Architecture generator(Settings s) {
        return takes(input("noise", s.latentSize()), input("label", s.classes())).then(
                concat(sequence(linear(s.units(200)), relu()), from("label", linear(s.units(1000)), relu())), dropout(DROPPED),
                linear(s.units(1200)), relu(), dropout(DROPPED),
                linear(s.channels() * s.imageSize() * s.imageSize()), tanh(), reshape(s.channels(), s.imageSize(), s.imageSize()));
    }

    static Architecture discriminator(Settings s) {
        return takes(image(s.channels(), s.imageSize()), input("label", s.classes())).then(
                concat(sequence(flatten(), maxout(s.units(240), 5)), from("label", maxout(s.units(50), 5))), dropout(DROPPED),
                maxout(s.units(240), 4), dropout(DROPPED),
                linear(1));
    }

    /// Each unit is the largest of several linear ones: Goodfellow et al. 2013, https://arxiv.org/abs/1302.4389
    private static Layer maxout(int units, int pieces) {
        return sequence(linear(units * pieces),
                script("return torch.amax(torch.reshape(x, [-1, " + units + ", " + pieces + "]), [2])").giving(all -> Size.of(units)));
    }
}
