package gannet.server.plugin;

import gannet.host.VariantDescription;
import gannet.parameters.Parameter;
import gannet.spi.Task;
import java.util.List;
import java.util.SortedMap;

/// A kind of GAN as pages and REST show it.
///
/// @param address what it is asked for by: its id, or for another version than the one in use "dcgan@1.0.0"
/// @param settings the variant's own    @param data what it learns from, in words: "Pictures, nothing else"
/// @param plugin id, version and hash of the bundle it comes from
public record VariantCard(
        String id, String address, String title, int year, String summary, String idea, String paper, Task task, String data,
        List<Parameter> settings, List<Preset> presets, boolean hasPicture, Plugin plugin) {

    public record Preset(String name, String help, SortedMap<String, String> changes, SortedMap<String, String> training) {}

    public record Plugin(String id, String version, String sha256) {}

    static VariantCard of(VariantDescription description, String address, Plugin plugin) {
        var presets = description.presets().stream().map(preset -> new Preset(preset.name(), preset.help(), preset.changes(), preset.training())).toList();
        return new VariantCard(
                description.id(), address, description.title(), description.year(), description.summary(), description.idea(), description.paper(), description.task(),
                description.data(), description.settings().parameters(), presets, description.hasPicture(), plugin);
    }
}
