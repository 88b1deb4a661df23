package gannet.server.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import gannet.parameters.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/// Looks whether a checkpoint's `state.json` names its own files and no others, each as it was written, so that a worker that reads it later
/// finds what was sent.
final class CheckpointCheck {
    private static final Pattern INSIDE = Pattern.compile("(checkpoints/[0-9]+)/.+");
    private static final String STATE = "/state.json";
    private static final long LARGEST = 8L << 20;

    private CheckpointCheck() {}

    /// @param hashes of all files that were unpacked, by name
    static void check(Path folder, Map<String, String> hashes, Refusals refusals) throws IOException {
        var checkpoints = hashes.keySet().stream().map(INSIDE::matcher).filter(match -> match.matches()).map(match -> match.group(1)).distinct().toList();
        for (var checkpoint : checkpoints) {
            var state = folder.resolve(checkpoint + STATE);
            if (!hashes.containsKey(checkpoint + STATE) || Files.size(state) > LARGEST) {
                refusals.add("It has no " + checkpoint + STATE + ", or none that can be read.");
                continue;
            }
            JsonNode parts;
            try {
                parts = Json.mapper().readTree(state.toFile()).path("parts");
            } catch (IOException e) {
                refusals.add(checkpoint + STATE + " is no JSON.");
                continue;
            }
            for (var part : parts) {
                var file = part.path("file").asText();
                var hash = hashes.get(checkpoint + "/" + file);
                if (hash == null) {
                    refusals.add(checkpoint + STATE + " names " + Refusals.shown(file) + ", which the zip does not hold.");
                } else if (!hash.equals(part.path("sha256").asText())) {
                    refusals.add(checkpoint + "/" + file + " is not the one that " + checkpoint + STATE + " names.");
                }
            }
        }
    }
}
