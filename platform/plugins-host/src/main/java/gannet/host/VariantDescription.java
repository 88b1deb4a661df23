package gannet.host;

import gannet.parameters.Schema;
import gannet.spi.Card;
import gannet.spi.DataSpec;
import gannet.spi.DoctorRule;
import gannet.spi.Media;
import gannet.spi.Task;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// A variant's card as data, which outlives the plugin's classes.
///
/// @param data what it learns from, in words    @param request what may be asked of a trained model
/// @param hasPicture whether [Variant#picture] gives one    @param doctor how the doctor's rules differ for it
public record VariantDescription(
        String id, String title, int year, String summary, String idea, String paper, Task task, String data,
        Schema settings, Schema request, List<Preset> presets, boolean hasPicture, List<DoctorRule> doctor) {

    public record Preset(String name, String help, SortedMap<String, String> changes, SortedMap<String, String> training) {}

    static VariantDescription of(Card<?, ?> card, Schema settings, DataSpec data, List<DoctorRule> doctor) {
        return new VariantDescription(
                card.id(), card.title(), card.year(), card.summary(), card.idea(), card.paper(), card.task(), words(data),
                settings, Schema.of(card.request()),
                card.presets().stream().map(preset -> new Preset(preset.name(), preset.help(), new TreeMap<>(preset.changes()), new TreeMap<>(preset.training()))).toList(),
                card.picture() != null, List.copyOf(doctor));
    }

    /// "Pictures, nothing else"
    static String words(DataSpec data) {
        return switch (data) {
            case DataSpec.Unlabelled(var x) -> capitalised(many(x)) + ", nothing else";
            case DataSpec.Labelled(var x, var _) -> capitalised(many(x)) + " with labels";
            case DataSpec.Paired(var x, var y) -> "Pairs: " + many(x) + " and the " + many(y) + " they should become";
            case DataSpec.Unpaired(var x, var y) -> "Two collections: " + many(x) + " and other " + many(y);
            case DataSpec.Captioned(var x, var _, var _) -> capitalised(many(x)) + " with captions";
            case DataSpec.Crops _ -> "Photographs, nothing else";
        };
    }

    private static String many(Media media) {
        return switch (media) {
            case Media.Images _ -> "pictures";
            case Media.ImageStrips _ -> "rows of pictures";
            case Media.Photographs _ -> "photographs";
            case Media.Voxels _ -> "solid shapes";
            case Media.Points _ -> "clouds of points";
            case Media.Audio _ -> "sounds";
            case Media.Video _ -> "films";
            case Media.Table _ -> "rows of numbers";
        };
    }

    private static String capitalised(String words) { return Character.toUpperCase(words.charAt(0)) + words.substring(1); }
}
