package gannet.kit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.nn.Activation;
import gannet.spi.Network;
import gannet.spi.PluginException;
import gannet.spi.Step;
import java.util.Arrays;

/// The sums that papers share. Each gives one number, to be learnt from or added to others, unless said otherwise.
public final class Losses {
    private Losses() {}

    /// `mean |a − b|`
    public static NDArray l1(NDArray a, NDArray b) { return a.sub(b).abs().mean(); }

    /// `mean (a − b)²`
    public static NDArray l2(NDArray a, NDArray b) { return a.sub(b).square().mean(); }

    /// `log(1 + eˣ)` of each value, without overflow.
    public static NDArray softplus(NDArray x) { return x.maximum(0).add(x.abs().neg().exp().add(1).log()); }

    /// `−log σ(x)`: the cross-entropy of logits that should say yes.
    public static NDArray yes(NDArray x) { return softplus(x.neg()).mean(); }

    /// `−log(1 − σ(x))`: the cross-entropy of logits that should say no.
    public static NDArray no(NDArray x) { return softplus(x).mean(); }

    /// How much a discriminator believes in these examples, 0 to 1: `mean σ(x)`, without gradients, for charts.
    public static NDArray belief(NDArray logits) { return Activation.sigmoid(logits.stopGradient()).mean(); }

    /// The share of examples that a discriminator puts on the right side. Waits for the device.
    public static double accuracy(NDArray real, NDArray fake) { return (share(real.gt(0)) + share(fake.lt(0))) / 2; }

    /// `½ (μ² + σ² − log σ² − 1)`, averaged: how far a cloud N(μ, σ²) is from N(0, 1), the divergence of Kullback and
    /// Leibler. It keeps conditions (Zhang et al. 2017) and codes (Kingma & Welling 2013) where noise will look for them.
    ///
    /// @param logVariance `log σ²`
    public static NDArray divergence(NDArray mean, NDArray logVariance) {
        return mean.square().add(logVariance.exp()).sub(logVariance).sub(1).mean().mul(0.5);
    }

    /// Every example with its neighbour's value, the last one with the first's: right pictures get wrong captions.
    ///
    /// @throws PluginException for a single example, which has no neighbour
    public static NDArray shifted(NDArray batch) {
        if (batch.size(0) < 2) {
            throw new PluginException("An example alone has no neighbour whose value it could get: batchSize must be at least 2, not 1. Launch again with a larger batch.");
        }
        return batch.get("1:").concat(batch.get(":1"));
    }

    /// Pictures made smaller by averaging squares of `factor × factor` points: `[n, channels, side, side]`.
    public static NDArray averagePooled(NDArray pictures, int factor) {
        long[] size = pictures.getShape().getShape();
        return pictures.reshape(size[0], size[1], size[2] / factor, factor, size[3] / factor, factor).mean(new int[] {5}).mean(new int[] {3});
    }

    /// Gulrajani et al. 2017, https://arxiv.org/abs/1704.00028: `mean (‖∇D(x̂)‖₂ − 1)²` at points between real and generated ones.
    ///
    /// @param fake as many as `real`; cut off from the generator with `stopGradient()`
    public static NDArray wassersteinPenalty(Network critic, NDArray real, NDArray fake, Step step) {
        long[] each = real.getShape().getShape().clone();
        Arrays.fill(each, 1, each.length, 1);
        var share = step.uniform(each);
        var between = real.mul(share).add(fake.mul(share.neg().add(1)));
        return length(step.slope(between, critic::apply)).sub(1).square().mean();
    }

    /// Mescheder et al. 2018, https://arxiv.org/abs/1801.04406: `½ mean ‖∇D(x)‖²` at real points. Where the discriminator
    /// judges patches, D is their mean.
    public static NDArray r1Penalty(Network discriminator, NDArray real, Step step) {
        var slope = step.slope(real, x -> {
            var judged = discriminator.apply(x);
            return judged.reshape(judged.size(0), -1).mean(new int[] {1});
        });
        return slope.reshape(slope.size(0), -1).square().sum(new int[] {1}).mean().mul(0.5);
    }

    private static double share(NDArray yes) { return yes.toType(DataType.FLOAT32, false).mean().getFloat(); }

    /// The length of each example's gradient; the small number keeps its own derivative finite at zero.
    private static NDArray length(NDArray gradient) {
        return gradient.reshape(gradient.size(0), -1).square().sum(new int[] {1}).add(1e-12).sqrt();
    }
}
