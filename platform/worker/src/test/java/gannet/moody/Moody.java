package gannet.moody;

import static gannet.layers.Layers.conv;
import static gannet.layers.Layers.flatten;
import static gannet.layers.Layers.image;
import static gannet.layers.Layers.takes;

import gannet.spi.Adam;
import gannet.spi.Assembly;
import gannet.spi.Card;
import gannet.spi.DataSpec;
import gannet.spi.Gan;
import gannet.spi.GanVariant;
import gannet.spi.Media;
import gannet.spi.Output;
import gannet.spi.Param;
import gannet.spi.Phase;
import gannet.spi.Schedule;
import gannet.spi.Task;
import java.util.List;

/// One convolution in two phases, with a pool and an average, that does something bad at a step of one's choice.
public final class Moody implements GanVariant<Moody.Settings, Moody.Draw> {
    public enum Mood { GOOD, NOT_A_NUMBER, THROWS, OUT_OF_MEMORY }

    public record Settings(
            @Param(value = "GOOD", help = "What it does") Mood mood,
            @Param(value = "0", min = 0, max = 1000, help = "When") int at) {}

    public record Draw(@Param(value = "4", min = 1, max = 9, help = "How many") int count) {}

    @Override public Card<Settings, Draw> card() {
        return new Card<>("moody", "Moody", 2026, "Moods", "It has moods.", "https://example.org", Task.GENERATE, Settings.class, Draw.class, List.of(), null);
    }

    @Override public DataSpec data(Settings settings) { return new DataSpec.Unlabelled(new Media.Images(1, 8)); }

    @Override public int smallestBatch() { return 2; }

    @Override public Gan<Draw> assemble(Settings settings, Assembly assembly) {
        var network = assembly.network("network", takes(image(1, 8)).then(conv(1, 4).withPadding(0), flatten()), Adam.adam(0.01));
        var average = assembly.averageOf(network, 0.9);
        var pool = assembly.pool("seen", 12);
        Gan.Training training = (batch, step) -> {
            if (step.number() == settings.at()) {
                switch (settings.mood()) {
                    case GOOD -> { }
                    case NOT_A_NUMBER -> step.report("mood", Double.NaN);
                    case THROWS -> throw new IllegalStateException("I am in a bad mood");
                    case OUT_OF_MEMORY -> throw new OutOfMemoryError("pretended");
                }
            }
            var seen = pool.exchange(batch.x().add(step.normal(batch.x().getShape().getShape()).mul(0.1f)));
            step.learn(network, network.apply(seen).sub(1).pow(2).mean());
        };
        return Gan.of(
                Phase.steps("first", 13, Schedule.constant(), training),
                Phase.steps("second", Phase.AS_THE_RUN_SAYS, Schedule.droppedTo(0.5, 9), training),
                (draw, sampler) -> {
                    var noise = sampler.normal(draw.count(), 1, 8, 8);
                    return new Output(new Media.Images(1, 8), noise.mul(0.1f).add(average.evaluate(noise).mean().reshape(1, 1, 1, 1)));
                });
    }
}
