package gannet.spi;

/// Kingma & Ba 2014, https://arxiv.org/abs/1412.6980
///
/// @param rate the step size, before the phase's [Schedule]
/// @param beta1 how much of the mean of past gradients stays, 0 to 1
/// @param beta2 how much of the mean of their squares stays, 0 to 1
/// @param epsilon keeps the quotient finite
public record Adam(double rate, double beta1, double beta2, double epsilon) implements Optimizer {
    public Adam {
        if (!(rate >= 0) || !(beta1 >= 0 && beta1 < 1) || !(beta2 >= 0 && beta2 < 1) || !(epsilon > 0)) {
            throw new PluginException("Adam needs rate ≥ 0, beta1 and beta2 from 0 to below 1, epsilon > 0, not rate " + rate
                    + ", beta1 " + beta1 + ", beta2 " + beta2 + ", epsilon " + epsilon);
        }
    }

    /// With the paper's other numbers: 0.9, 0.999 and 1e-8.
    public static Adam adam(double rate) { return new Adam(rate, 0.9, 0.999, 1e-8); }

    public Adam betas(double first, double second) { return new Adam(rate, first, second, epsilon); }
}
