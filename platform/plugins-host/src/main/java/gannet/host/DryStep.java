package gannet.host;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import gannet.spi.Network;
import gannet.spi.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/// One step of a dry run. Passes are remembered from when they are made until something is learnt from them.
final class DryStep implements Step, DryWalk {
    /// A pass that is differentiated twice is remembered with what the first derivative left behind.
    private static final int DIFFERENTIATED_TWICE = 3;

    private final String phase;
    private final ShadowScope arrays = new ShadowScope();
    private final Set<Pass> remembered = new LinkedHashSet<>();
    private final List<DryRun.Moment> moments = new ArrayList<>();
    private final List<String> learnt = new ArrayList<>();
    private int weight = 1;
    private int count;

    DryStep(String phase) { this.phase = phase; }

    @Override public ShadowScope arrays() { return arrays; }

    List<DryRun.Moment> moments() { return moments; }

    @Override public Set<Pass> passed(String network, long examples, NDArray[] inputs) {
        var before = new HashSet<Pass>();
        Arrays.stream(inputs).forEach(input -> before.addAll(Shadow.passes(input)));
        var pass = new Pass(network, examples, weight, count++, Set.copyOf(before));
        remembered.add(pass);
        before.add(pass);
        return before;
    }

    /// Less than what a step remembers.
    @Override public void evaluated(long values) {}

    @Override public void learn(Network network, NDArray loss) { learn(network.name(), loss, network); }

    @Override public void learn(String name, NDArray loss, Network... networks) {
        var examples = new TreeMap<String, Double>();
        remembered.forEach(pass -> examples.merge(pass.network(), (double) pass.kept() / DryRun.EXAMPLES, Double::sum));
        var learning = Arrays.stream(networks).map(Network::name).toList();
        learnt.addAll(learning);
        moments.add(new DryRun.Moment(phase, examples, (double) arrays.values() / DryRun.EXAMPLES, List.copyOf(learnt)));
        remembered.removeAll(Shadow.passes(loss).stream().filter(pass -> pass.leadsTo(learning)).toList());
    }

    @Override public NDArray slope(NDArray at, UnaryOperator<NDArray> f) {
        int before = weight;
        weight = DIFFERENTIATED_TWICE;
        try {
            return arrays.made(at.getShape(), Shadow.passes(f.apply(arrays.made(at.getShape(), Set.of(), false))), false);
        } finally {
            weight = before;
        }
    }

    @Override public long number() { return 0; }
    @Override public NDManager scope() { return arrays.manager(); }
    @Override public RandomGenerator random() { return new SplittableRandom(0); }
    @Override public NDArray normal(long... shape) { return arrays.made(new Shape(shape), Set.of(), false); }
    @Override public NDArray uniform(long... shape) { return normal(shape); }
    @Override public void report(String name, NDArray value) {}
    @Override public void report(String name, double value) {}
}
