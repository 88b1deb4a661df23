package gannet.server.queue;

import gannet.run.Order;
import java.util.List;
import java.util.UUID;

/// What a worker is told to do for a run.
@FunctionalInterface
public interface Orders {
    /// @param devices of this server, by id
    /// @throws gannet.parameters.ProblemException if the run cannot be trained as it was launched: its plugin or its data are gone
    Order of(UUID run, List<String> devices);

    /// Which GPUs a worker may see, as CUDA calls them.
    default List<String> gpus(List<String> devices) { return List.of(); }
}
