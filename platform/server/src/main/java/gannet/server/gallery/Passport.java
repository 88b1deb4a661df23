package gannet.server.gallery;

import gannet.parameters.Json;
import gannet.server.sheet.PngFile;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where a picture comes from: enough to find its run, and to train it again elsewhere. It travels in the picture's file.
///
/// @param run the id, which no other server uses    @param number what people call it    @param path of the page that shows it
/// @param picture its place in the sheet, from 1; 0 for the whole sheet
/// @param checkpoint SHA-256 of the `state.json` that names the networks' own hashes; null if none is kept of that step
/// @param seed of the training
public record Passport(
        String software, UUID run, long number, String name, String path, long step, int picture, @Nullable String checkpoint, String variant,
        String plugin, String pluginSha256, String dataSet, String dataHash, long seed,
        SortedMap<String, Object> settings, SortedMap<String, Object> training, Instant time) {
    static final String SOFTWARE = "Gannet";

    Passport with(String checkpointHash) {
        return new Passport(software, run, number, name, path, step, picture, checkpointHash, variant, plugin, pluginSha256, dataSet, dataHash, seed, settings, training, time);
    }

    /// By keyword, as a PNG keeps it.
    Map<String, String> text() {
        var text = new TreeMap<String, String>();
        text.put("Software", software);
        text.put("Title", "Run " + number + " at step " + step + (picture == 0 ? "" : ", picture " + picture));
        text.put(PngFile.KEYWORD, Json.text(this));
        return text;
    }

    /// Without an ending.
    String fileName() { return "gannet-run" + number + "-step" + step + (picture == 0 ? "" : "-" + picture); }
}
