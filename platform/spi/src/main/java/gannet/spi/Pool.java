package gannet.spi;

import ai.djl.ndarray.NDArray;

/// A history of generated examples (Shrivastava et al. 2017): once it is full, each newcomer is either passed on at once
/// or kept, with an older one passed on in its place.
public interface Pool {
    /// @param generated `[n, …]`; no gradient flows through
    NDArray exchange(NDArray generated);
}
