package gannet.kit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Activation;
import gannet.spi.Network;
import gannet.spi.Step;

/// The sums that papers share.
public final class Losses {
    private Losses() {}

    public static NDArray l1(NDArray a, NDArray b) { return a.sub(b).abs().mean(); }
    public static NDArray l2(NDArray a, NDArray b) { return a.sub(b).square().mean(); }

    /// log(1 + eˣ), which does not overflow
    public static NDArray softplus(NDArray x) { return Activation.relu(x).add(x.abs().neg().exp().add(1).log()); }

    /// −log σ(x): the cross-entropy of a logit that should say yes.
    public static NDArray yes(NDArray x) { return softplus(x.neg()).mean(); }

    /// −log(1 − σ(x)): the cross-entropy of a logit that should say no.
    public static NDArray no(NDArray x) { return softplus(x).mean(); }

    /// How much a discriminator believes in these examples, 0 to 1: mean σ(x), without gradients, for charts.
    public static NDArray belief(NDArray logits) { return Activation.sigmoid(logits.stopGradient()).mean(); }

    /// Every example with its neighbour's value: right pictures get wrong captions.
    public static NDArray shifted(NDArray batch) { return batch.get("1:").concat(batch.get(":1")); }

    /// Pictures made smaller by averaging squares of points.
    public static NDArray averagePooled(NDArray images, int factor) {
        long[] size = images.getShape().getShape();
        return images.reshape(size[0], size[1], size[2] / factor, factor, size[3] / factor, factor).mean(new int[] {5}).mean(new int[] {3});
    }

    /// The share of examples that a discriminator puts on the right side.
    public static double accuracy(NDArray real, NDArray fake) {
        return (share(real.gt(0)) + share(fake.lt(0))) / 2;
    }

    /// KL(N(μ, σ²) ‖ N(0, 1)), averaged: ½ (μ² + σ² − log σ² − 1)
    public static NDArray divergence(NDArray mean, NDArray logVariance) {
        return mean.square().add(logVariance.exp()).sub(logVariance).sub(1).mean().mul(0.5);
    }

    /// Gulrajani et al. 2017: (‖∇D(x̂)‖₂ − 1)² at points between real and generated ones.
    public static NDArray wassersteinPenalty(Network critic, NDArray real, NDArray fake, Step step) {
        var share = step.uniform(real.size(0), 1, 1, 1);
        var between = real.mul(share).add(fake.mul(share.neg().add(1)));
        return norm(step.slope(between, critic::apply)).sub(1).square().mean();
    }

    /// Mescheder et al. 2018: ½ ‖∇D(x)‖² at real points.
    public static NDArray r1Penalty(Network discriminator, NDArray real, Step step) {
        return norm(step.slope(real, discriminator::apply)).square().mean().mul(0.5);
    }

    private static double share(NDArray yes) { return yes.toType(DataType.FLOAT32, false).mean().getFloat(); }

    /// The length of each example's gradient; the small number keeps its own derivative finite at zero.
    private static NDArray norm(NDArray gradient) {
        return gradient.reshape(gradient.size(0), -1).square().sum(new int[] {1}).add(1e-12).sqrt();
    }
}
