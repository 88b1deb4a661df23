package gannet.server.experiment;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A question and the runs that answer it, the oldest first.
///
/// @param sweep what was varied; null if there is one run    @param differing the settings that differ between its runs
public record Experiment(UUID id, UUID project, String name, Instant created, @Nullable Sweep sweep, List<String> differing, List<Run> runs) {
    public Experiment {
        differing = List.copyOf(differing);
        runs = List.copyOf(runs);
    }
}
