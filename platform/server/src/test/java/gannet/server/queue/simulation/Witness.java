package gannet.server.queue.simulation;

import gannet.server.queue.plan.Plan;
import gannet.server.queue.plan.Snapshot;

/// Sees each look at the queue: before what was decided is done, and after.
public interface Witness {
    default void before(Simulation simulation, Snapshot snapshot, Plan plan) {}

    default void after(Simulation simulation) {}
}
