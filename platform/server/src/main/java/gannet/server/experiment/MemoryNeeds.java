package gannet.server.experiment;

import gannet.parameters.Parameter;
import gannet.server.account.Person;
import gannet.server.plugin.VariantCard;
import gannet.server.queue.Needs;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the runs of one launch need, with their memory where nobody said it. Runs that differ in nothing that takes memory are
/// forecast once.
final class MemoryNeeds {
    private static final Set<String> OF_TRAINING = Set.of("batchSize", "precision");

    private final Forecasts forecasts;
    private final Person person;
    private final VariantCard variant;
    private final Needs asked;
    private final Map<SortedMap<String, @Nullable Object>, Needs> known = new HashMap<>();

    MemoryNeeds(Forecasts forecasts, Person person, VariantCard variant, Needs asked) {
        this.forecasts = forecasts;
        this.person = person;
        this.variant = variant;
        this.asked = asked;
    }

    /// @param settings and `training`, complete
    Needs of(SortedMap<String, Object> settings, SortedMap<String, Object> training) {
        return known.computeIfAbsent(deciding(settings, training), _ -> forecasts.filled(person, variant.address(), settings, training, asked));
    }

    /// Of numbers with fractions, such as step sizes and weights, only whether they are 0, which leaves something out.
    private SortedMap<String, @Nullable Object> deciding(SortedMap<String, Object> settings, SortedMap<String, Object> training) {
        var deciding = new TreeMap<String, @Nullable Object>(settings);
        variant.settings().stream().filter(parameter -> parameter.type() == Parameter.Type.DECIMAL)
                .forEach(parameter -> deciding.computeIfPresent(parameter.name(), (_, value) -> value instanceof Number number && number.doubleValue() == 0));
        OF_TRAINING.forEach(name -> deciding.put("training." + name, training.get(name)));
        return deciding;
    }
}
