package gannet.server.experiment;

import gannet.server.queue.Hardware;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What a training would take of memory, before it is queued. Everything is in MB.
///
/// @param phase in which it takes most    @param weights gradients, optimizers and activations are those of all networks together
/// @param activations of the whole batch    @param rest the worker's process, and pools
/// @param hostMemory what a worker on the processor takes in all    @param deviceMemory what a GPU has to have, which was never measured
public record Forecast(
        int batch, String phase, List<Network> networks, long weights, long gradients, long optimizers, long activations, long rest,
        long hostMemory, long deviceMemory, List<Place> places) {

    /// @param activations of the whole batch, in all passes that a step remembers
    public record Network(String name, long weights, long gradients, long optimizer, long activations) {}

    /// Where it might train.
    ///
    /// @param name of the GPU, or of the machine    @param memory that is there    @param batch the largest that fits, 0 if none does
    public record Place(String name, boolean gpu, long needed, long memory, int batch, boolean fits) {}

    public Forecast {
        networks = List.copyOf(networks);
        places = List.copyOf(places);
    }

    /// The place with most room for this kind of hardware; of any, a GPU where there is one.
    public Optional<Place> place(Hardware hardware) {
        return places.stream().filter(place -> hardware == Hardware.ANY || place.gpu() == (hardware == Hardware.GPU))
                .max(Comparator.comparing(Place::gpu).thenComparing(Place::memory));
    }
}
