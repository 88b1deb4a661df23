package gannet.layers;

import java.util.HashMap;
import java.util.Map;

/// Gives the layers of a section their names: `encoder.conv1`, `encoder.conv2`.
record Names(String prefix, Map<String, Integer> used) {
    Names(String prefix) { this(prefix, new HashMap<>()); }

    String next(String word) { return prefix + word + used.merge(word, 1, Integer::sum); }
    Names within(String name) { return new Names(prefix + name + "."); }
}
