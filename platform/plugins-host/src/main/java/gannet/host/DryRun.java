package gannet.host;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import gannet.layers.Architecture;
import gannet.layers.Compute;
import gannet.layers.Described;
import gannet.layers.Plan;
import gannet.spi.Assembly;
import gannet.spi.Blueprint;
import gannet.spi.Exam;
import gannet.spi.GanVariant;
import gannet.spi.Network;
import gannet.spi.Optimizer;
import gannet.spi.Phase;
import gannet.spi.PluginException;
import gannet.spi.Pool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes one step of every phase of a variant without PyTorch and without a value: what passes through which network, and what
/// must be remembered of it when something is learnt.
final class DryRun implements Assembly {
    /// Enough that none is alone; what is counted is taken for each example.
    static final int EXAMPLES = 4;

    private static final Logger log = LoggerFactory.getLogger(DryRun.class);

    private final Blueprint blueprint = new Blueprint();
    private final SequencedMap<String, Plan> plans = new LinkedHashMap<>();
    private final SequencedMap<String, Long> pools = new LinkedHashMap<>();
    private @Nullable DryWalk walk;

    /// What is held when something is learnt.
    ///
    /// @param examples that networks remember, for each example of the batch    @param values in arrays outside of networks, for each example
    /// @param learnt what has learnt in this step up to this moment, once for each time: gradients are held until a step ends
    record Moment(String phase, SortedMap<String, Double> examples, double values, List<String> learnt) {}

    /// @param pools how many values each keeps when it is full    @param moments those of each phase, in order
    /// @param looking how many values a drawing or a measurement holds at most
    record Found(List<Blueprint.Entry> networks, SequencedMap<String, Long> pools, List<Moment> moments, long looking) {}

    private DryRun() {}

    /// @param request a drawing as a worker asks for it by itself    @param heldOut how many examples there are to measure with
    static <S extends Record, Q extends Record> Found of(GanVariant<S, Q> variant, S settings, Q request, int heldOut) {
        var run = new DryRun();
        var gan = Described.noting(() -> variant.assemble(settings, run));
        var batches = new DryBatches(variant.data(settings));
        var moments = new ArrayList<Moment>();
        for (var phase : gan.phases()) {
            if (phase.length() > 0) {
                moments.addAll(run.stepped(phase, batches));
            }
        }
        if (moments.isEmpty()) {
            throw new PluginException("No phase learns anything in its step.");
        }
        long looking = Math.max(run.looked(new DryLook(batches, heldOut), exam -> gan.evaluation().measure(exam)),
                run.looked(new DryLook(batches, heldOut), exam -> gan.drawing().draw(request, exam)));
        return new Found(run.blueprint.entries(), run.pools, moments, looking);
    }

    private List<Moment> stepped(Phase phase, DryBatches batches) {
        var step = new DryStep(phase.name());
        walk = step;
        phase.training().step(batches.of(EXAMPLES, step.arrays()), step);
        return step.moments();
    }

    /// A look may end early, where it wants values and finds none: what it held until then counts.
    private long looked(DryLook look, Consumer<Exam> work) {
        walk = look;
        try {
            work.accept(look);
        } catch (RuntimeException e) { // the author's code meets values that cannot be, and may say so in any way
            log.debug("A look ended early in a dry run", e);
        }
        return look.values();
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
        plans.put(name, architecture.plan(name, Compute.FLOAT32));
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

    private DryWalk walking() {
        if (walk == null) {
            throw new PluginException("assemble() used a network or a pool, but it may only describe; use them in the step or the drawing.");
        }
        return walk;
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
        @Override public NDArray frozen(NDArray... inputs) { return apply(inputs); }
        @Override public NDArray evaluate(NDArray... inputs) { return evaluateHeads(inputs).values().iterator().next(); }
        @Override public Map<String, NDArray> heads(NDArray... inputs) { return outputs(inputs, true); }
        @Override public Map<String, NDArray> evaluateHeads(NDArray... inputs) { return outputs(inputs, false); }

        private Map<String, NDArray> outputs(NDArray[] inputs, boolean learning) {
            long examples = inputs[0].getShape().dimension() == 0 ? EXAMPLES : inputs[0].getShape().get(0);
            var its = Objects.requireNonNull(plans.get(plan));
            if (!learning) {
                walking().evaluated(2 * examples * its.rows().stream().mapToLong(row -> row.output().count()).max().orElse(0));
            }
            var passes = learning ? walking().passed(plan, examples, inputs) : Set.<Pass>of();
            var outputs = new LinkedHashMap<String, NDArray>();
            its.outputs().forEach((head, size) ->
                    outputs.put(head, walking().arrays().made(new Shape(examples).addAll(new Shape(size.array())), passes, false)));
            return outputs;
        }
    }
}
