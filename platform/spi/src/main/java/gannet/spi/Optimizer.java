package gannet.spi;

/// How a network's parameters follow their gradients.
public sealed interface Optimizer permits Adam {
    /// The step size, before the phase's [Schedule].
    double rate();
}
