package gannet.spi;

/// Each gradient over the root of the mean of its squares: Hinton 2012,
/// https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf
///
/// @param rate the step size, before the phase's [Schedule]
/// @param memory how much of the mean of squares stays, 0 to 1
/// @param epsilon keeps the quotient finite
/// @param momentum how much of the last step is made again, 0 to 1
public record RmsProp(double rate, double memory, double epsilon, double momentum) implements Optimizer {
    public RmsProp {
        if (!(rate >= 0) || !(memory >= 0 && memory < 1) || !(epsilon > 0) || !(momentum >= 0 && momentum < 1)) {
            throw new PluginException("RMSprop needs rate ≥ 0, memory and momentum from 0 to below 1, epsilon > 0, not rate " + rate
                    + ", memory " + memory + ", momentum " + momentum + ", epsilon " + epsilon);
        }
    }

    /// With PyTorch's other numbers: 0.99, 1e-8 and no momentum.
    public static RmsProp rmsProp(double rate) { return new RmsProp(rate, 0.99, 1e-8, 0); }

    public RmsProp remembering(double share) { return new RmsProp(rate, share, epsilon, momentum); }

    public RmsProp withMomentum(double share) { return new RmsProp(rate, memory, epsilon, share); }
}
