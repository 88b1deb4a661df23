package gannet.spi;

import gannet.layers.Architecture;
import java.nio.file.Path;

/// Makes the parts of a GAN. A part's name is its line in the charts, its file in a checkpoint, its row in the tables.
public interface Assembly {
    /// A network that learns.
    Network network(String name, Architecture architecture, Optimizer optimizer);

    /// A network that does not learn; gradients flow through it. A checkpoint keeps the hash of its file, not its
    /// parameters, so the file must stay where it is as long as the run may go on.
    ///
    /// @param parameters the file with its parameters, from a setting of type `Path`
    /// @throws gannet.layers.files.ParameterFileException that lists everything in which the file differs from the architecture
    Network fixed(String name, Architecture architecture, Path parameters);

    /// A copy that follows a network's parameters as a running average, for drawing; buffers are copied. It moves at
    /// every `learn` of its network: `average ← decay · average + (1 − decay) · network`.
    Network averageOf(Network network, double decay);

    /// Remembers generated examples across steps.
    Pool pool(String name, int size);
}
