package gannet.host;

import java.util.List;
import java.util.Set;

/// One way of some examples through a network in a dry run, which PyTorch would remember until it has been learnt from.
///
/// @param weight how much of it is kept, against a pass that is differentiated once    @param number tells it from others
/// @param before the passes that its inputs came from, and those before them
record Pass(String network, long examples, int weight, int number, Set<Pass> before) {
    long kept() { return weight * examples; }

    /// Whether gradients of these networks flow through it, by which it is used up.
    boolean leadsTo(List<String> learning) { return learning.contains(network) || before.stream().anyMatch(pass -> learning.contains(pass.network)); }
}
