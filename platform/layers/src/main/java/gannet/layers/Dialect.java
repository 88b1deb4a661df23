package gannet.layers;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// How files of one origin name the arrays that a network needs, and what must be added to them.
///
/// @param origin for messages: "torchvision"
/// @param names the file's name of a parameter or buffer, by ours: `fire2.squeeze1x1.conv1.weight`
/// @param given values of what such files do not hold, by our name
public record Dialect(String origin, SequencedMap<String, String> names, Map<String, float[]> given) {
    public Dialect {
        names = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(names));
        given = Map.copyOf(given);
    }
}
