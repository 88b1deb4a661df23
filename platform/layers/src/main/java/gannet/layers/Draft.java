package gannet.layers;

import gannet.layers.Plan.Role;
import gannet.layers.Plan.Row;
import gannet.layers.Plan.Source.Line;
import gannet.layers.Plan.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A plan in the making: what has been written so far, and the words in which layers write more.
final class Draft {
    private static final Set<String> WORDS_OF_THE_SCRIPT = Set.of("self", "torch", "ops", "p", "b", "training", "None", "True", "False");

    private final Compute compute;
    private final SequencedMap<String, Flow> marked = new LinkedHashMap<>();
    private final SequencedMap<String, Flow> outputs = new LinkedHashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private final List<Variable> parameters = new ArrayList<>();
    private final List<Variable> buffers = new ArrayList<>();
    private final List<Line> functions = new ArrayList<>();
    private final List<Line> statements = new ArrayList<>();
    private final Map<String, String> layers = new LinkedHashMap<>();
    /// Values that a convolution or a norm has just made and that only the next layer reads.
    private final Set<String> fresh = new HashSet<>();
    private boolean anySize = true;
    private long counted;
    /// How many arrays as large as its output the layer that is written next leaves behind for the way back.
    private int keeps = 1;

    Draft(Compute compute) { this.compute = compute; }

    Compute compute() { return compute; }
    SequencedMap<String, Flow> marked() { return marked; }
    SequencedMap<String, Flow> outputs() { return outputs; }

    Plan plan(Architecture architecture) {
        var shapes = new LinkedHashMap<String, Size>();
        outputs.forEach((name, flow) -> shapes.put(name, flow.shape()));
        var results = outputs.values().stream().map(flow -> "torch.contiguous(torch.to(" + flow.code() + ", 6))").toList();
        return new Plan(architecture.inputs(), List.copyOf(rows), List.copyOf(parameters), List.copyOf(buffers), shapes,
                new Plan.Source(List.copyOf(functions), List.copyOf(statements), results), architecture.init(), anySize);
    }

    // ---- what a layer writes

    Flow enter(Architecture.Input input) {
        check(isWord(input.name()), input.name(), "an input's name is a word of letters, digits and underscores that TorchScript does not use itself");
        var shape = input.shape();
        if (input.whole()) {
            var numbers = emit(input.name(), shape, "torch.to(%s, 4)", Plan.identifier(input.name()));
            return new Flow(numbers.code(), shape, true);
        }
        return emit(input.name(), shape, spatialLayout(number(), shape.directions()), Plan.identifier(input.name()));
    }

    /// A layer's one expression; `arguments` are put into its `%s`.
    Flow emit(String name, Size shape, String expression, Object... arguments) {
        var variable = Plan.identifier(name) + "_out";
        var other = layers.putIfAbsent(variable, name);
        check(other == null, name, "there is another layer " + other + "; give the section of one of them another name");
        long all = parameters.stream().mapToLong(p -> p.shape().count()).sum();
        rows.add(new Row(name, shape, all - counted, keeps * shape.count()));
        keeps = 1;
        counted = all;
        statements.add(new Line(variable + " = " + expression.formatted(arguments), name, Plan.shapeCheck(variable, shape)));
        return new Flow(variable, shape);
    }

    void statement(String layer, String text) { statements.add(new Line(text, layer, "")); }
    void function(String layer, String text) { functions.add(new Line(text, layer, "")); }

    /// A function that several layers call.
    void functionOnce(String name, String text) {
        if (layers.putIfAbsent(name + "()", name) == null) {
            text.lines().forEach(line -> function(name, line));
        }
    }

    /// A weight in the number format and, for a kernel of so many dimensions, in the layout of this computation.
    ///
    /// @param spectral for a weight of spectral norm 1, how its outputs come first, around a `%s`; else empty
    String weight(String layer, Size shape, long fanIn, String spectral, int dimensions) {
        if (spectral.isEmpty()) {
            parameters.add(new Variable(layer + ".weight", Role.WEIGHT, shape, fanIn, spatialLayout(number(), dimensions),
                    compute.channelsLast() && dimensions >= 2 ? dimensions : 0));
            return parameters.getLast().identifier();
        }
        var weight = parameter(layer + ".weight", Role.WEIGHT, shape, fanIn, "%s");
        var direction = buffer(layer + ".direction", Role.DIRECTION, Size.of(shape.extents().get(spectral.equals("%s") ? 0 : 1)));
        Stream.of("matrix = torch.flatten(" + spectral.replace("%s", "%1$s") + ", 1)",                    // one step of the power iteration, Miyato et al. 2018
                "right = torch.detach(torch.mv(torch.t(matrix), %2$s))",
                "right = torch.div(right, torch.add(torch.norm(right), 1e-12))",
                "left = torch.detach(torch.mv(matrix, right))",
                "left = torch.div(left, torch.add(torch.norm(left), 1e-12))",
                "if training:", "  _1 = torch.copy_(%2$s, left)", "else:", "  pass",
                "%1$s_out = " + spatialLayout(number(), dimensions).formatted("torch.div(%1$s, torch.dot(left, torch.mv(matrix, right)))"))
                .forEach(line -> statement(layer, line.formatted(weight, direction)));
        return weight + "_out";
    }

    String bias(String layer, long units, long fanIn) { return parameter(layer + ".bias", Role.BIAS, Size.of(units), fanIn, number()); }

    String parameter(String name, Role role, Size shape, long fanIn, String conversion) {
        parameters.add(new Variable(name, role, shape, fanIn, conversion, 0));
        return parameters.getLast().identifier();
    }

    String buffer(String name, Role role, Size shape) {
        buffers.add(new Variable(name, role, shape, 1, "%s", 0));
        return buffers.getLast().identifier();
    }

    // ---- who may overwrite what

    /// Nobody but the next layer reads this value.
    Flow fresh(Flow made) {
        fresh.add(made.code());
        return made;
    }

    /// Somebody else will read this value too.
    Flow shared(Flow x) {
        fresh.remove(x.code());
        return x;
    }

    /// `"_"`, which is how PyTorch calls an operation that overwrites its input, if this layer may; else nothing.
    String inPlace(Flow x) {
        if (!fresh.remove(x.code())) {
            return "";
        }
        keeping(0);
        return "_";
    }

    /// The next layer leaves so many arrays behind for the way back, and not just what it makes.
    void keeping(int arrays) { keeps = arrays; }

    /// Larger or smaller images than declared no longer fit.
    void fixSize() { anySize = false; }

    // ---- how numbers and layouts are written

    String number() { return compute.bfloat16() ? "torch.to(%s, 15)" : "%s"; }

    /// Image and volume tensors are kept with the channels last in memory where that is asked for.
    String spatialLayout(String expression, int dimensions) {
        return compute.channelsLast() && dimensions >= 2 ? "torch.contiguous(" + expression + ", memory_format=" + dimensions + ")" : expression;
    }

    static String list(Object value, int times) { return Collections.nCopies(times, value).toString(); }

    static String batchOf(Size shape) {
        return "[-1, " + shape.extents().stream().map(Object::toString).collect(Collectors.joining(", ")) + "]";
    }

    // ---- what must hold

    static int spatial(String layer, Flow x) {
        int directions = x.shape().directions();
        check(directions >= 1 && directions <= 3, layer, "takes channels and one to three sides, not " + x.shape());
        return directions;
    }

    static boolean isWord(String name) { return name.matches("[A-Za-z]\\w*") && !WORDS_OF_THE_SCRIPT.contains(name); }

    static void check(boolean holds, String layer, String problem) {
        if (!holds) {
            throw new ArchitectureException(layer, problem);
        }
    }
}
