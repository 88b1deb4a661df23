package gannet.server.queue;

import gannet.run.Order;
import gannet.server.compute.Device;
import java.util.UUID;

/// What a worker is told to do for a run.
@FunctionalInterface
public interface Orders {
    /// @throws gannet.parameters.ProblemException if the run cannot be trained as it was launched: its plugin or its data are gone
    Order of(UUID run, Device device);
}
