package gannet.server.experiment;

import java.util.List;
import java.util.UUID;

/// What came of a launch.
///
/// @param runs at least one
public record Launched(UUID experiment, List<Run> runs) {
    public Launched {
        runs = List.copyOf(runs);
    }
}
