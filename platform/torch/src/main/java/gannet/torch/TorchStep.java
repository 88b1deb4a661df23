package gannet.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import gannet.spi.Network;
import gannet.spi.PluginException;
import gannet.spi.Step;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// One step of training, from its batch to its end.
final class TorchStep implements Step {
    private final long number;
    private final NDManager scope;
    private final RandomGenerator random;
    private final Autograd autograd;
    private final double rateFactor;
    private final @Nullable Map<String, NDArray> lengths;
    private final SequencedMap<String, NDArray> reports = new LinkedHashMap<>();

    /// @param lengths takes the length of each network's gradient; none if nobody wants to know
    TorchStep(long number, NDManager scope, RandomGenerator random, Autograd autograd, double rateFactor, @Nullable Map<String, NDArray> lengths) {
        this.number = number;
        this.scope = scope;
        this.random = random;
        this.autograd = autograd;
        this.rateFactor = rateFactor;
        this.lengths = lengths;
    }

    @Override public long number() { return number; }
    @Override public NDManager scope() { return scope; }
    @Override public RandomGenerator random() { return random; }
    @Override public NDArray normal(long... shape) { return scope.randomNormal(new Shape(shape)); }
    @Override public NDArray uniform(long... shape) { return scope.randomUniform(0, 1, new Shape(shape)); }
    @Override public NDArray slope(NDArray at, UnaryOperator<NDArray> f) { return autograd.slope(at, f); }
    @Override public void learn(Network network, NDArray loss) { learn(network.name(), loss, network); }

    @Override public void learn(String name, NDArray loss, Network... networks) {
        autograd.learn(name, loss, Arrays.stream(networks).map(TorchStep::learner).toList(), rateFactor, lengths);
        report(name, loss);
    }

    @Override public void report(String name, double value) { report(name, scope.create((float) value)); }

    @Override public void report(String name, NDArray value) {
        if (value.size() != 1) {
            throw new PluginException("A chart line takes one number a step; \"" + name + "\" has shape " + value.getShape() + ". Take its mean().");
        }
        if (reports.put(name, value) != null) {
            throw new PluginException("Two values are reported as \"" + name + "\" in one step; give one of them another name.");
        }
    }

    /// What was reported, in order.
    SequencedMap<String, Double> values() {
        var values = new LinkedHashMap<String, Double>();
        reports.forEach((name, value) -> values.put(name, (double) value.toType(DataType.FLOAT32, false).getFloat()));
        return values;
    }

    private static TorchNetwork learner(Network network) {
        if (network instanceof TorchNetwork torch && torch.learns()) {
            return torch;
        }
        throw new PluginException(network.name() + " does not learn: it is fixed or an average.");
    }
}
