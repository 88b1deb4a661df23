package gannet.plugins.stackgan;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import gannet.kit.Losses;
import gannet.spi.Assembly;
import gannet.spi.Network;

/// A generator of either stage.
///
/// @param steady what paints after training: the network itself, or a running average of it
record Painter(Network network, Network steady) {
    /// @param averaging what the average keeps of itself at each step; 0 for none
    static Painter of(Network network, double averaging, Assembly assembly) {
        return new Painter(network, averaging == 0 ? network : assembly.averageOf(network, averaging));
    }

    /// @param mean and @param logVariance of the cloud from which its condition was drawn
    record Painting(NDArray picture, NDArray mean, NDArray logVariance) {
        /// How far the cloud is from N(0, 1).
        NDArray divergence() { return Losses.divergence(mean, logVariance); }
    }

    /// Paints as in training.
    ///
    /// @param from noise or a sketch    @param chance `ε`, standard normal
    Painting paint(NDArray meaning, NDArray from, NDArray chance) {
        var heads = network.heads(meaning, from, chance);
        return new Painting(requireNonNull(heads.get(Generators.PICTURE)), requireNonNull(heads.get(Generators.MEAN)), requireNonNull(heads.get(Generators.LOG_VARIANCE)));
    }

    /// Paints as after training.
    NDArray painted(NDArray meaning, NDArray from, NDArray chance) {
        return requireNonNull(steady.evaluateHeads(meaning, from, chance).get(Generators.PICTURE));
    }
}
