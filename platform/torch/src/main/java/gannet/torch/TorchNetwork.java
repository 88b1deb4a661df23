package gannet.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import gannet.layers.Architecture;
import gannet.layers.Compute;
import gannet.layers.Init;
import gannet.layers.Plan;
import gannet.layers.Plan.Source.Line;
import gannet.layers.Plan.Variable;
import gannet.layers.Size;
import gannet.layers.files.ParameterFile;
import gannet.spi.Network;
import gannet.spi.Optimizer;
import gannet.spi.PluginException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A described network at work: one TorchScript module, and parameters that are ordinary arrays.
public final class TorchNetwork implements Network, AutoCloseable {
    private final String name;
    private final Architecture architecture;
    private final Compute compute;
    private final Plan plan;
    private final Autograd autograd;
    private final TorchScript script;
    private final @Nullable Converted converted;
    private final NDManager manager;
    private final NDList parameters = new NDList();
    private final NDList buffers = new NDList();
    private final @Nullable OptimizerState optimizer;
    private final List<Runnable> followers = new ArrayList<>();

    private TorchNetwork(
            String name, Architecture architecture, @Nullable Optimizer optimizer, Compute compute, NDManager parent, Autograd autograd) {
        this.name = name;
        this.architecture = architecture;
        this.compute = compute;
        this.autograd = autograd;
        plan = architecture.plan(name, compute);
        manager = parent.newSubManager();
        script = TorchScript.load(name, plan.trainingMethods(), lines(plan), manager);
        plan.parameters().forEach(variable -> parameters.add(beginning(variable)));
        plan.buffers().forEach(variable -> buffers.add(beginning(variable)));
        if (optimizer != null) {
            parameters.forEach(parameter -> parameter.setRequiresGradient(true));
        }
        converted = plan.converts() ? new Converted(script, parameters, autograd) : null;
        rehearse();
        this.optimizer = optimizer == null ? null : new OptimizerState(optimizer, parameters, manager);
    }

    static TorchNetwork learning(
            String name, Architecture architecture, Optimizer optimizer, Compute compute, NDManager parent, Autograd autograd) {
        return new TorchNetwork(name, architecture, optimizer, compute, parent, autograd);
    }

    static TorchNetwork fixed(String name, Architecture architecture, Compute compute, NDManager parent, Autograd autograd) {
        return new TorchNetwork(name, architecture, null, compute, parent, autograd);
    }

    /// A copy that follows this one's parameters at a distance and its buffers at once, whenever this one has moved.
    TorchNetwork average(double decay) {
        var average = fixed(name + ".average", architecture, compute, manager.getParentManager(), autograd);
        average.follow(this, 0);
        followers.add(() -> average.follow(this, decay));
        return average;
    }

    @Override public String name() { return name; }
    @Override public NDArray apply(NDArray... inputs) { return run(true, inputs).singletonOrThrow(); }
    @Override public NDArray frozen(NDArray... inputs) { return run(false, inputs).singletonOrThrow(); }
    @Override public NDArray evaluate(NDArray... inputs) { return autograd.withoutGradient(() -> run(false, inputs).singletonOrThrow()); }

    @Override public Map<String, NDArray> heads(NDArray... inputs) { return byName(run(true, inputs)); }
    @Override public Map<String, NDArray> evaluateHeads(NDArray... inputs) { return autograd.withoutGradient(() -> byName(run(false, inputs))); }

    public Plan plan() { return plan; }
    public NDList parameters() { return parameters; }
    public NDList buffers() { return buffers; }

    boolean learns() { return optimizer != null; }

    OptimizerState optimizer() { return Objects.requireNonNull(optimizer, () -> name + " does not learn"); }

    /// Parameters and buffers by readable names: `residual3.conv1.weight`.
    NDList state() {
        var state = new NDList(parameters);
        state.addAll(buffers);
        return state;
    }

    /// Takes parameters and buffers from a file.
    void fill(ParameterFile file) {
        try (var scope = manager.newSubManager()) {
            autograd.copy(parameters, read(plan.parameters(), file, scope));
            autograd.copy(buffers, read(plan.buffers(), file, scope));
        }
        changed();
    }

    private static NDList read(List<Variable> variables, ParameterFile file, NDManager scope) {
        var values = new NDList();
        variables.forEach(variable -> values.add(scope.create(file.values(variable), new Shape(variable.shape().array()))));
        return values;
    }

    NDList optimizerState() { return optimizer == null ? new NDList() : optimizer.arrays(); }

    void beginMoments() {
        if (optimizer != null) {
            optimizer.begin();
        }
    }

    void forgetMoments() {
        if (optimizer != null) {
            optimizer.forget();
        }
    }

    /// Its parameters have changed. Tells those who follow.
    void moved() {
        changed();
        followers.forEach(Runnable::run);
    }

    /// Its parameters have been overwritten.
    void changed() {
        if (converted != null) {
            converted.forget();
        }
    }

    private void follow(TorchNetwork other, double decay) {
        autograd.average(parameters, other.parameters, decay);
        autograd.average(buffers, other.buffers, 0);
        changed();
    }

    /// Writes a file that any PyTorch loads with `torch.jit.load`.
    public void export(OutputStream out) throws IOException {
        new ScriptArchive(out).write(parameters, buffers, architecture.plan(Compute.FLOAT32).exportMethods());
    }

    @Override public void close() {
        script.close();
        manager.close();
    }

    private NDList run(boolean training, NDArray... inputs) {
        check(inputs);
        var scope = inputs[0].getManager();
        var arguments = new ArrayList<Object>(List.of(converted(scope), buffers));
        arguments.addAll(List.of(inputs));
        arguments.add(training);
        var outputs = script.call("run", scope, arguments.toArray());
        var names = plan.outputs().sequencedKeySet().iterator();
        outputs.forEach(output -> output.setName(names.next()));
        return outputs;
    }

    private NDList converted(NDManager scope) { return converted == null ? parameters : converted.in(scope); }

    private static Map<String, NDArray> byName(NDList arrays) {
        return arrays.stream().collect(Collectors.toMap(NDArray::getName, array -> array));
    }

    private void check(NDArray... inputs) {
        var wanted = plan.inputs();
        boolean fits = inputs.length == wanted.size();
        for (int i = 0; fits && i < inputs.length; i++) {
            var size = Size.of(inputs[i].getShape().slice(1).getShape());
            var shape = wanted.get(i).shape();
            fits = plan.anySize() && shape.directions() > 0
                    ? size.channels() == shape.channels() && size.directions() == shape.directions() : size.equals(shape);
        }
        if (!fits) {
            throw new PluginException(name + " takes batches of "
                    + wanted.stream().map(i -> i.name() + " " + i.shape()).collect(Collectors.joining(", ")) + ", not "
                    + List.of(inputs).stream().map(i -> i.getShape().toString()).collect(Collectors.joining(", ")));
        }
    }

    /// Two examples of nothing go through once, so that a layer which makes another shape than planned is blamed itself.
    private void rehearse() {
        try (var scope = manager.newSubManager()) {
            var arguments = new ArrayList<Object>(List.of(converted(scope), buffers));
            plan.inputs().forEach(input -> arguments.add(scope.zeros(new Shape(Plan.REHEARSED).addAll(new Shape(input.shape().array())))));
            arguments.add(false);
            autograd.withoutGradient(() -> script.call("rehearse", scope, arguments.toArray()));
        }
    }

    private NDArray beginning(Variable variable) {
        var shape = new Shape(variable.shape().array());
        double bound = 1 / Math.sqrt(variable.fanIn());
        var array = switch (variable.role()) {
            case WEIGHT -> switch (plan.init()) {
                case Init.Normal(var deviation) -> manager.randomNormal(0, (float) deviation, shape, DataType.FLOAT32);
                case Init.Uniform() -> manager.randomUniform((float) -bound, (float) bound, shape);
            };
            case BIAS -> switch (plan.init()) {
                case Init.Normal(_) -> manager.zeros(shape);
                case Init.Uniform() -> manager.randomUniform((float) -bound, (float) bound, shape);
            };
            case SCALE -> switch (plan.init()) {
                case Init.Normal(var deviation) -> manager.randomNormal(1, (float) deviation, shape, DataType.FLOAT32);
                case Init.Uniform() -> manager.ones(shape);
            };
            case VECTORS -> switch (plan.init()) {
                case Init.Normal(var deviation) -> manager.randomNormal(0, (float) deviation, shape, DataType.FLOAT32);
                case Init.Uniform() -> manager.randomNormal(shape);
            };
            case SHIFT, MEAN, SHARE -> manager.zeros(shape);
            case VARIANCE -> manager.ones(shape);
            case SLOPE -> manager.full(shape, 0.25f);
            case DIRECTION -> manager.randomNormal(shape);
        };
        var arranged = variable.channelsLast() == 0 ? array : autograd.channelsLast(array, variable.channelsLast());
        arranged.setName(variable.name());
        return arranged;
    }

    private static List<Line> lines(Plan plan) {
        var lines = new ArrayList<>(plan.source().functions());
        for (var statement : plan.source().statements()) {
            lines.add(statement);
            statement.check().lines().forEach(check -> lines.add(new Line(check, statement.layer(), "")));
        }
        return lines;
    }
}
