package gannet.host;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import gannet.layers.Architecture;
import gannet.layers.Compute;
import gannet.layers.Plan;
import gannet.spi.Assembly;
import gannet.spi.Batch;
import gannet.spi.Blueprint;
import gannet.spi.DataSpec;
import gannet.spi.GanVariant;
import gannet.spi.Media;
import gannet.spi.Network;
import gannet.spi.Optimizer;
import gannet.spi.Phase;
import gannet.spi.Pool;
import gannet.spi.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Takes one step of every phase of a variant without PyTorch and without a value: what passes through which network, and what
/// must be remembered of it when something is learnt.
final class DryRun implements Assembly {
    /// Enough that none is alone; what is counted is taken for each example.
    static final int EXAMPLES = 4;

    private final Blueprint blueprint = new Blueprint();
    private final SequencedMap<String, Plan> plans = new LinkedHashMap<>();
    private final SequencedMap<String, Long> pools = new LinkedHashMap<>();
    private final Compute compute;
    private @Nullable DryStep step;

    /// What is held when something is learnt.
    ///
    /// @param examples that networks remember, for each example of the batch    @param values in arrays outside of networks, for each example
    /// @param learning those that learn at this moment
    record Moment(String phase, SortedMap<String, Double> examples, double values, List<String> learning) {}

    /// @param plans of each network in this computation    @param pools how many values each keeps when it is full
    /// @param moments those of each phase, in order
    record Found(List<Blueprint.Entry> networks, SequencedMap<String, Plan> plans, SequencedMap<String, Long> pools, List<Moment> moments) {}

    private DryRun(Compute compute) { this.compute = compute; }

    static <S extends Record> Found of(GanVariant<S, ?> variant, S settings, Compute compute) {
        var run = new DryRun(compute);
        var gan = variant.assemble(settings, run);
        var data = variant.data(settings);
        var moments = new ArrayList<Moment>();
        for (var phase : gan.phases()) {
            if (phase.length() > 0) {
                moments.addAll(run.walked(phase, data));
            }
        }
        return new Found(run.blueprint.entries(), run.plans, run.pools, moments);
    }

    private List<Moment> walked(Phase phase, DataSpec data) {
        var walking = new DryStep(phase.name());
        step = walking;
        phase.training().step(batch(data, walking.arrays()), walking);
        step = null;
        return walking.moments();
    }

    @Override public Network network(String name, Architecture architecture, Optimizer optimizer) {
        blueprint.network(name, architecture, optimizer);
        return planned(name, architecture);
    }

    @Override public Network fixed(String name, Architecture architecture, Path parameters) {
        blueprint.fixed(name, architecture, parameters);
        return planned(name, architecture);
    }

    private Network planned(String name, Architecture architecture) {
        plans.put(name, architecture.plan(name, compute));
        return new Walked(name, name);
    }

    @Override public Network averageOf(Network network, double decay) {
        blueprint.averageOf(network, decay);
        return new Walked(network.name() + ".average", network.name());
    }

    @Override public Pool pool(String name, int size) {
        return generated -> {
            var shape = generated.getShape();
            pools.put(name, size * shape.size() / Math.max(1, shape.get(0)));
            return walking().arrays().made(shape, Set.of(), false);
        };
    }

    private DryStep walking() {
        if (step == null) {
            throw new IllegalStateException("a network is asked outside of a step");
        }
        return step;
    }

    private static Batch batch(DataSpec data, ShadowScope arrays) {
        var x = arrays.made(shape(data.x()), Set.of(), false);
        return switch (data) {
            case DataSpec.Unlabelled _ -> new Batch(x);
            case DataSpec.Labelled _ -> new Batch(x, arrays.made(new Shape(EXAMPLES), Set.of(), false));
            case DataSpec.Paired(var _, var y) -> new Batch(x, arrays.made(shape(y), Set.of(), false));
            case DataSpec.Unpaired(var _, var y) -> new Batch(x, arrays.made(shape(y), Set.of(), false));
            case DataSpec.Crops crops -> new Batch(x, arrays.made(shape(crops.y()), Set.of(), false));
            case DataSpec.Captioned(var _, var text) -> new Batch(x, arrays.made(new Shape(EXAMPLES, length(text)), Set.of(), false),
                    IntStream.range(0, EXAMPLES).mapToObj(i -> "caption " + i).toList());
        };
    }

    private static int length(Text text) {
        return switch (text) {
            case Text.Characters(var length) -> length;
            case Text.Words(var length, var _) -> length;
            case Text.Vectors(var _, var size) -> size;
        };
    }

    private static Shape shape(Media media) {
        return switch (media) {
            case Media.Images(var channels, var size) -> new Shape(EXAMPLES, channels, size, size);
            case Media.ImageStrips(var channels, var size, var titles) -> new Shape(EXAMPLES, titles.size(), channels, size, size);
            case Media.Photographs(var channels, var height, var width) -> new Shape(EXAMPLES, channels, height, width);
            case Media.Voxels(var channels, var size) -> new Shape(EXAMPLES, channels, size, size, size);
            case Media.Points(var dimensions, var count) -> new Shape(EXAMPLES, dimensions, count);
            case Media.Audio(var channels, var samples, var _) -> new Shape(EXAMPLES, channels, samples);
            case Media.Video(var channels, var size, var frames, var _) -> new Shape(EXAMPLES, channels, frames, size, size);
            case Media.Table(var columns) -> new Shape(EXAMPLES, columns);
        };
    }

    /// @param plan whose plan it has: a running average has that of its network
    private final class Walked implements Network {
        private final String name;
        private final String plan;

        Walked(String name, String plan) {
            this.name = name;
            this.plan = plan;
        }

        @Override public String name() { return name; }
        @Override public NDArray apply(NDArray... inputs) { return heads(inputs).values().iterator().next(); }
        @Override public NDArray evaluate(NDArray... inputs) { return evaluateHeads(inputs).values().iterator().next(); }
        @Override public Map<String, NDArray> heads(NDArray... inputs) { return outputs(inputs, true); }
        @Override public Map<String, NDArray> evaluateHeads(NDArray... inputs) { return outputs(inputs, false); }

        private Map<String, NDArray> outputs(NDArray[] inputs, boolean learning) {
            long examples = inputs[0].getShape().dimension() == 0 ? EXAMPLES : inputs[0].getShape().get(0);
            var passes = learning ? walking().passed(plan, examples, inputs) : Set.<Pass>of();
            var outputs = new LinkedHashMap<String, NDArray>();
            plans.getOrDefault(plan, blueprint.entries().getFirst().plan()).outputs().forEach((head, size) ->
                    outputs.put(head, walking().arrays().made(new Shape(examples).addAll(new Shape(size.array())), passes, false)));
            return outputs;
        }
    }
}
