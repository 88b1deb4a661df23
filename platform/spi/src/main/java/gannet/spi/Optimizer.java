package gannet.spi;

/// How a network's parameters follow their gradients. What an optimizer remembers of them is part of every checkpoint.
public sealed interface Optimizer permits Adam, AdamW, RmsProp, Sgd {
    /// The step size, before the phase's [Schedule].
    double rate();
}
