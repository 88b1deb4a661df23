package gannet.host;

import ai.djl.ndarray.NDArray;
import java.util.Set;

/// What a dry run is in the middle of: a step, or a look at how far the training is.
interface DryWalk {
    /// Owns the arrays of it.
    ShadowScope arrays();

    /// Examples pass a network, to be learnt from.
    ///
    /// @return what its outputs come from: this pass, and those of its inputs
    Set<Pass> passed(String network, long examples, NDArray[] inputs);

    /// Examples pass a network that forgets each layer behind the next.
    ///
    /// @param values as many as two layers hold at once
    void evaluated(long values);
}
