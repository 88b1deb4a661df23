package gannet.spi;

import gannet.layers.Architecture;

/// Makes the parts of a GAN. A part's name is its line in the charts, its file in a checkpoint, its row in the tables.
public interface Assembly {
    /// A network that learns.
    Network network(String name, Architecture architecture, Optimizer optimizer);

    /// A network that does not learn; gradients flow through it. Its parameters come from the run's file of that name.
    Network fixed(String name, Architecture architecture);

    /// A copy that follows a network's parameters as a running average, for drawing; buffers are copied. It moves at
    /// every `learn` of its network: `average ← decay · average + (1 − decay) · network`.
    Network averageOf(Network network, double decay);

    /// Remembers generated examples across steps.
    Pool pool(String name, int size);
}
