package gannet.plugins.wgangp;

import static gannet.kit.AdversarialLoss.WASSERSTEIN;
import static gannet.kit.Losses.wassersteinPenalty;
import static gannet.spi.Adam.adam;

import gannet.layers.Layers;
import gannet.plugins.dcgan.Dcgan;
import gannet.spi.*;
import java.util.List;
import java.util.Map;

/// DCGAN's networks, but a critic that measures how far the generated pictures are from the real ones, `D(x) − D(G(z))`,
/// kept honest by a penalty on its slope: `λ (‖∇D(x̂)‖₂ − 1)²`. Gulrajani et al. 2017, https://arxiv.org/abs/1704.00028
public final class WganGp implements GanVariant<WganGp.Settings, Dcgan.Draw> {
    public record Settings(
            @Param(value = "64", min = 8, max = 256, unit = "px", group = "Pictures", help = "Side of the pictures; a power of two") int imageSize,
            @Param(value = "3", min = 1, max = 3, group = "Pictures", label = "Colours", help = "1 for grey, 3 for colour") int channels,
            @Param(value = "128", min = 2, max = 1024, group = "Networks", help = "Length of the noise vector that becomes a picture") int latentSize,
            @Param(value = "64", min = 4, max = 256, group = "Networks", help = "Filters next to the picture; each halving doubles them") int width,
            @Param(value = "0.0001", min = 0, max = 1, group = "Learning", help = "Adam's step size") double learningRate,
            @Param(value = "5", min = 1, max = 100, group = "Learning", help = "Steps of the critic for each one of the generator") int criticSteps,
            @Param(value = "10", min = 0, max = 1000, group = "Learning", help = "Weight of the penalty on the critic's slope (λ)") double penalty) {

        Dcgan.Settings networks() { return new Dcgan.Settings(imageSize, channels, latentSize, width, 4, learningRate, 1, 0, WASSERSTEIN, 0); }
    }

    @Override public Card<Settings, Dcgan.Draw> card() {
        return new Card<>("wgan-gp", "WGAN-GP", 2017, "Pictures from noise, with a critic that measures a distance",
                "The critic does not say real or fake: it measures how far the two kinds of pictures are apart, and a penalty keeps its slope near 1."
                        + " That tells the generator where to go even when it is far off; training is slower than DCGAN's and falls over less.",
                "https://arxiv.org/abs/1704.00028", Task.GENERATE, Settings.class, Dcgan.Draw.class, List.of(
                        new Card.Preset("paper", "As published: 64 pixels in colour, five critic steps", Map.of()),
                        new Card.Preset("small", "32 pixels and thinner networks", Map.of("imageSize", "32", "width", "32", "latentSize", "64")),
                        new Card.Preset("digits", "The same in grey", Map.of("imageSize", "32", "channels", "1", "width", "32", "latentSize", "64"))), "wgangp.png");
    }

    @Override public DataSpec data(Settings s) { return new Dcgan().data(s.networks()); }

    @Override public List<Finding> check(Settings s) { return new Dcgan().check(s.networks()); }

    @Override public Gan<Dcgan.Draw> assemble(Settings s, Assembly assembly) {
        var adam = adam(s.learningRate()).betas(0, 0.9);
        var generator = assembly.network("generator", Dcgan.generator(s.networks()), adam);
        var critic = assembly.network("critic", Dcgan.discriminator(s.networks(), Layers::layerNorm), adam);

        return Gan.of(
                (batch, step) -> {
                    var fake = generator.apply(step.normal(batch.size(), s.latentSize(), 1, 1));
                    var distance = WASSERSTEIN.discriminator(critic.apply(batch.x()), critic.apply(fake.stopGradient()));
                    var penalty = wassersteinPenalty(critic, batch.x(), fake.stopGradient(), step);
                    step.learn(critic, distance.add(penalty.mul(s.penalty())));
                    step.report("distance", distance.neg());
                    if ((step.number() + 1) % s.criticSteps() == 0) {
                        step.learn(generator, WASSERSTEIN.generator(critic.apply(fake)));
                    }
                },
                (draw, sampler) -> new Output(data(s).x(), generator.evaluate(sampler.normal(draw.count(), s.latentSize(), 1, 1))));
    }
}
