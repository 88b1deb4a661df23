package gannet.host;

import static gannet.layers.Layers.input;
import static gannet.layers.Layers.linear;
import static gannet.layers.Layers.relu;
import static gannet.layers.Layers.takes;

import ai.djl.ndarray.NDArray;
import gannet.layers.Architecture;
import gannet.layers.Compute;
import gannet.spi.Assembly;
import gannet.spi.Batch;
import gannet.spi.Card;
import gannet.spi.DataSpec;
import gannet.spi.Gan;
import gannet.spi.GanVariant;
import gannet.spi.Network;
import gannet.spi.Optimizer;
import gannet.spi.Phase;
import gannet.spi.PluginException;
import gannet.spi.Schedule;
import gannet.spi.Step;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A generator of 4 numbers from 3, and a critic of them, in as many phases as there are steps.
record Walk(Optimizer optimizer, int averages, List<Walked> steps) implements GanVariant<Dots.Settings, Dots.Draw> {
    /// 3 × 4 weights and 4 biases; 3 numbers enter, 4 leave the matrix, 4 the ReLU.
    static final int PARAMETERS = 16;
    static final int VALUES = 11;

    /// One step with the two networks.
    @FunctionalInterface
    interface Walked { void take(Batch batch, Step step, Network generator, Network critic); }

    static Walk of(Optimizer optimizer, int averages, Walked... steps) { return new Walk(optimizer, averages, Arrays.asList(steps)); }

    /// The generator makes as many numbers as the batch has examples.
    static NDArray made(Batch batch, Step step, Network generator) { return generator.apply(step.normal(batch.size(), 3)); }

    MemoryForecast forecast(int batch, Compute compute) { return new Variant<>(this).forecast(Map.of(), batch, 1, Set.of(compute)).values().iterator().next(); }

    @Override public Card<Dots.Settings, Dots.Draw> card() { return new Dots().card(); }
    @Override public DataSpec data(Dots.Settings settings) { return new Dots().data(settings); }

    @Override public Gan<Dots.Draw> assemble(Dots.Settings settings, Assembly assembly) {
        var generator = assembly.network("generator", network(3), optimizer);
        var critic = assembly.network("critic", network(4), optimizer);
        for (int i = 0; i < averages; i++) {
            assembly.averageOf(generator, 0.999);
        }
        var phases = steps.stream().map(one -> Phase.steps("phase " + steps.indexOf(one), 1, Schedule.constant(), (batch, step) -> one.take(batch, step, generator, critic))).toList();
        return Gan.of(phases, (request, sampler) -> { throw new PluginException("There is nothing to draw."); });
    }

    private static Architecture network(int inputs) { return takes(input("numbers", inputs)).then(linear(4), relu()); }
}
