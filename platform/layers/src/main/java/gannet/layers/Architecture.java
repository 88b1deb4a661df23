package gannet.layers;

import java.util.List;

/// A network as described, before it exists: its inputs, its layers, and how its parameters begin.
/// Sizes are without the batch. The first input enters the first layer; the others wait for a [Layer.From].
///
/// @param dialects how files of other programs name its parameters, if it is one that others have trained
public record Architecture(List<Input> inputs, Layer body, Init init, List<Dialect> dialects) {
    public Architecture(List<Input> inputs, Layer body, Init init) { this(inputs, body, init, List.of()); }

    /// @param whole whether its values are whole numbers that stand for something: words, letters, classes
    public record Input(String name, Size shape, boolean whole) {
        public Input(String name, Size shape) { this(name, shape, false); }
    }

    public Architecture then(Layer... layers) { return new Architecture(inputs, Layers.sequence(layers), init, dialects); }

    public Architecture initialised(Init beginning) { return new Architecture(inputs, body, beginning, dialects); }

    /// May also be filled from files of these origins.
    public Architecture inDialects(Dialect... dialects) { return new Architecture(inputs, body, init, List.of(dialects)); }

    /// Checks that every layer fits the one before it and says what each will need.
    ///
    /// @throws ArchitectureException that names the layer, the shapes and what would fit
    public Plan plan(Compute compute) { return new Planner(this, compute).plan(); }

    /// The same, with the network's name before the layer's in messages.
    public Plan plan(String network, Compute compute) {
        if (!network.matches("[A-Za-z][A-Za-z0-9_-]*(\\.average)?")) {
            throw new ArchitectureException("\"" + network + "\"", "a network's name is made of letters, digits, dashes and underscores");
        }
        try {
            return plan(compute);
        } catch (ArchitectureException e) {
            throw e.in(network);
        }
    }

    public long parameterCount() { return plan(Compute.FLOAT32).parameterCount(); }

    /// A table of layers, shapes and parameter counts.
    public String describe() { return plan(Compute.FLOAT32).table(); }
}
