package gannet.run;

import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a worker is told, once, in `order.json`.
///
/// @param run the run's id    @param settings the variant's settings, complete, as JSON values
/// @param training steps, batch size, seed and the like, complete
/// @param device "cpu" or "cuda:0"    @param threads processor threads for the engine
public record Order(
        String run, Plugin plugin, String variant, SortedMap<String, Object> settings, Training training,
        Data data, String device, int threads, @Nullable Fork fork) {

    public Order {
        settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    }

    /// @param file the bundle's jar    @param sha256 of the file, checked before anything is loaded
    public record Plugin(String id, String version, String sha256, Path file) {}

    /// @param folder an imported data set    @param hash its content's
    public record Data(String name, Path folder, String hash) {}

    /// @param checkpoint the folder of the checkpoint to begin from
    public record Fork(String run, long step, Path checkpoint) {}
}
