package gannet.server.queue.simulation;

import gannet.server.queue.plan.Plan;
import gannet.server.queue.plan.Planner;
import gannet.server.queue.plan.Snapshot;

/// Whoever decides whose turn it is.
@FunctionalInterface
public interface Order {
    Order GANNET = snapshot -> Planner.plan(snapshot, 0);

    Plan plan(Snapshot snapshot);
}
