package gannet.worker;

import gannet.layers.Compute;
import java.util.Objects;
import java.util.SortedMap;

/// What a checkpoint's `state.json` says. The arrays are in the files beside it; everything random, and which examples come
/// next, follows from the seed and the number of steps.
///
/// @param step steps done    @param phase of the next step, "" at the end    @param epochs passes over the data
/// @param sequence of the last event said before it    @param interval what the next point of each curve has so far
/// @param parts by name: networks, optimizers' memories, pools
public record Checkpoint(
        int format, long step, String phase, double epochs, long sequence, Compute compute,
        SortedMap<String, Interval.Sum> interval, SortedMap<String, Part> parts) {
    static final int FORMAT = 1;

    public Checkpoint {
        Objects.requireNonNull(parts, "parts are missing");
    }

    /// @param file safetensors    @param sha256 of it
    public record Part(String file, long bytes, String sha256) {}

    long bytes() { return parts.values().stream().mapToLong(Part::bytes).sum(); }
}
