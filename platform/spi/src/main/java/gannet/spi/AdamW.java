package gannet.spi;

/// [Adam] that also shrinks the parameters a little at each step: Loshchilov & Hutter 2017, https://arxiv.org/abs/1711.05101
///
/// @param decay how much of a parameter goes at each step, times the rate
public record AdamW(double rate, double beta1, double beta2, double epsilon, double decay) implements Optimizer {
    public AdamW {
        if (!(rate >= 0) || !(beta1 >= 0 && beta1 < 1) || !(beta2 >= 0 && beta2 < 1) || !(epsilon > 0) || !(decay >= 0)) {
            throw new PluginException("AdamW needs rate ≥ 0, beta1 and beta2 from 0 to below 1, epsilon > 0, decay ≥ 0, not rate " + rate
                    + ", beta1 " + beta1 + ", beta2 " + beta2 + ", epsilon " + epsilon + ", decay " + decay);
        }
    }

    /// With PyTorch's other numbers: 0.9, 0.999, 1e-8 and a decay of 0.01.
    public static AdamW adamW(double rate) { return new AdamW(rate, 0.9, 0.999, 1e-8, 0.01); }

    public AdamW betas(double first, double second) { return new AdamW(rate, first, second, epsilon, decay); }

    public AdamW decaying(double share) { return new AdamW(rate, beta1, beta2, epsilon, share); }
}
