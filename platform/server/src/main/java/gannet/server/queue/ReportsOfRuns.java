package gannet.server.queue;

import java.util.UUID;

/// Finds what a run says.
@FunctionalInterface
public interface ReportsOfRuns {
    Reports of(UUID run, long number, UUID project);
}
