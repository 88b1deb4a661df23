package gannet.plugins.stackgan;

import static java.util.Objects.requireNonNull;

import ai.djl.ndarray.NDArray;
import gannet.spi.Network;

/// Stage II's discriminator: judges pictures with their captions and by themselves.
record Judge(Network network) {

    /// @param captioned for each condition    @param alone for each picture
    record Judgement(NDArray captioned, NDArray alone) {}

    Judgement judge(NDArray pictures, NDArray conditions) {
        var heads = network.heads(pictures, conditions);
        return new Judgement(requireNonNull(heads.get(Discriminators.CAPTIONED)), requireNonNull(heads.get(Discriminators.ALONE)));
    }
}
