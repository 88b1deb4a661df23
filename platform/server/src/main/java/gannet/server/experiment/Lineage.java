package gannet.server.experiment;

import gannet.server.queue.State;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run with all that it descends from and all that descend from these.
///
/// @param members each run right before its own forks, which come in the order of their steps    @param more how many were left out
public record Lineage(List<Member> members, int more) {
    /// @param from null for the first of all    @param depth forks between the first of all and this one
    public record Member(long number, String name, State state, long step, long steps, @Nullable ForkPoint from, int depth) {}
}
