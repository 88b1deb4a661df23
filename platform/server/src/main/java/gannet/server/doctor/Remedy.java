package gannet.server.doctor;

import gannet.parameters.Parameter;
import gannet.server.doctor.Care.Change;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// The settings that a rule's advice comes to for one run.
final class Remedy {
    private Remedy() {}

    /// The first change that leads a setting of the run to another value within its range; by name, as it would be typed.
    static SortedMap<String, String> of(List<Change> changes, Map<String, Object> settings, List<Parameter> parameters) {
        var found = new TreeMap<String, String>();
        for (var change : changes) {
            var parameter = parameters.stream().filter(one -> one.name().equals(change.setting())).findFirst();
            if (parameter.isPresent() && settings.get(change.setting()) instanceof Number now) {
                value(change, now.doubleValue(), parameter.get()).ifPresent(value -> found.put(change.setting(), value));
            }
            if (!found.isEmpty()) {
                return found;
            }
        }
        return found;
    }

    private static Optional<String> value(Change change, double now, Parameter parameter) {
        double wanted = now == 0 || change.factor() == 0 ? change.otherwise() : now * change.factor();
        double value = wanted == 0 ? Double.parseDouble(parameter.value()) : wanted;
        double within = Math.clamp(value, parameter.min(), parameter.max());
        return within == now ? Optional.empty() : Optional.of(Figures.typed(within));
    }
}
