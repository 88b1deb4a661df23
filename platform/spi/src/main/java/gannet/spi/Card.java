package gannet.spi;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What pages say of a variant before anything runs.
///
/// @param id lower-case letters, digits and dashes; unique among all variants: `dcgan`
/// @param title as people write it: `DCGAN`
/// @param year of the paper
/// @param summary one line, without a full stop
/// @param idea two or three sentences for a person who has not read the paper
/// @param paper its address
/// @param settings the record of a training run, each component with [Param]
/// @param request the record of what may be asked of a trained model, likewise
/// @param presets settings that are known to work, the first one for beginners
/// @param picture a resource in the bundle that shows what it makes, or none
public record Card<S extends Record, Q extends Record>(
        String id,
        String title,
        int year,
        String summary,
        String idea,
        String paper,
        Task task,
        Class<S> settings,
        Class<Q> request,
        List<Preset> presets,
        @Nullable String picture) {

    public Card {
        presets = List.copyOf(presets);
        if (!id.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new PluginException("A variant's id is made of lower-case letters, digits and single dashes, not \"" + id + "\".");
        }
    }

    /// A few changes to the defaults.
    ///
    /// @param changes the values by setting, written as in [Param#value()]
    /// @param training the same for what every run has: `steps`, `batchSize`, `sampleEvery` and the like
    public record Preset(String name, String help, Map<String, String> changes, Map<String, String> training) {
        public Preset {
            changes = Map.copyOf(changes);
            training = Map.copyOf(training);
        }

        public Preset(String name, String help, Map<String, String> changes) { this(name, help, changes, Map.of()); }
    }
}
