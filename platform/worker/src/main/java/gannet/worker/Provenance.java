package gannet.worker;

import gannet.parameters.Json;
import gannet.run.Order;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Which run made a picture, kept in the picture's file itself.
record Provenance(Order order, long step, long seed) {

    /// What a PNG keeps under the keyword `gannet`.
    ///
    /// @param more what else belongs to this picture; nothing for a run's own samples
    Map<String, String> text(SequencedMap<String, Object> more) {
        SequencedMap<String, Object> facts = new LinkedHashMap<>();
        facts.put("run", order.run());
        facts.put("step", step);
        facts.put("seed", seed);
        facts.put("variant", order.variant());
        facts.put("plugin", order.plugin().id() + " " + order.plugin().version());
        facts.put("pluginSha256", order.plugin().sha256());
        facts.put("dataHash", order.data().hash());
        facts.put("settings", new TreeMap<>(order.settings()));
        facts.putAll(more);
        return Map.of("gannet", Json.text(facts));
    }
}
