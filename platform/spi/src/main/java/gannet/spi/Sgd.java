package gannet.spi;

/// Down the gradient, with as much of the last step as its momentum says.
///
/// @param rate the step size, before the phase's [Schedule]
/// @param momentum how much of the last step is made again, 0 to 1
/// @param nesterov whether the gradient is followed from where the momentum leads: Sutskever et al. 2013
/// @param decay how much of a parameter is added to its gradient
public record Sgd(double rate, double momentum, boolean nesterov, double decay) implements Optimizer {
    public Sgd {
        if (!(rate >= 0) || !(momentum >= 0 && momentum < 1) || !(decay >= 0) || (nesterov && momentum == 0)) {
            throw new PluginException("SGD needs rate ≥ 0, momentum from 0 to below 1 (above 0 for Nesterov's), decay ≥ 0, not rate " + rate
                    + ", momentum " + momentum + (nesterov ? " (Nesterov's)" : "") + ", decay " + decay);
        }
    }

    public static Sgd sgd(double rate) { return new Sgd(rate, 0, false, 0); }

    public Sgd withMomentum(double share) { return new Sgd(rate, share, nesterov, decay); }

    public Sgd withNesterov(double share) { return new Sgd(rate, share, true, decay); }

    public Sgd decaying(double share) { return new Sgd(rate, momentum, nesterov, share); }
}
