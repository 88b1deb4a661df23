package gannet.server.plugin;

import gannet.parameters.Parameter;
import gannet.spi.Task;
import java.util.List;
import java.util.SortedMap;

/// A kind of GAN as pages and REST show it.
///
/// @param settings the variant's own    @param data what it learns from, in words: "Pictures, nothing else"
/// @param plugin id, version and hash of the bundle it comes from
public record VariantCard(
        String id, String title, int year, String summary, String idea, String paper, Task task, String data,
        List<Parameter> settings, List<Preset> presets, boolean hasPicture, Plugin plugin) {

    public record Preset(String name, String help, SortedMap<String, String> changes, SortedMap<String, String> training) {}

    public record Plugin(String id, String version, String sha256) {}
}
