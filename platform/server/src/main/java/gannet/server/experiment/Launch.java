package gannet.server.experiment;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a person asks for in the launch form. Settings left out keep their defaults.
///
/// @param name of the experiment; empty: named after variant and data set    @param needs as [gannet.server.queue.Needs] has them
/// @param sweep null for one run    @param from null to begin anew
public record Launch(
        UUID project, String variant, UUID dataSet, String name, Map<String, ?> settings, Map<String, ?> training, Map<String, ?> needs,
        @Nullable Sweep sweep, @Nullable ForkPoint from) {}
