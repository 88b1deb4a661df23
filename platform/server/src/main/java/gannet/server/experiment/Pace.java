package gannet.server.experiment;

import gannet.parameters.Parameter;
import gannet.server.plugin.VariantCard;
import gannet.server.storage.Storage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How long a training should take, from the pace of the newest run whose networks and batches were as large.
final class Pace {
    /// What decides how long a step takes besides the variant's own settings.
    private static final List<String> SIZES = List.of("batchSize", "precision");

    private static final int MOST_LOOKED_AT = 50;

    private final RunStore store;

    Pace(Storage storage) { this.store = new RunStore(storage); }

    /// The paces of a variant's newest runs, read once for a launch of many.
    Known of(VariantCard variant) {
        return new Known(variant, store.paced(variant.id(), MOST_LOOKED_AT).stream()
                .map(run -> new Known.Paced(RunRow.values(run.settings), RunRow.values(run.training), run.millisecondsPerStep)).toList());
    }

    record Known(VariantCard variant, List<Paced> runs) {
        record Paced(Map<String, Object> settings, Map<String, Object> training, double millisecondsPerStep) {}

        /// @param settings numbers with fractions, such as step sizes, cost no time
        Optional<Duration> length(Map<String, Object> settings, Map<String, Object> training, long steps) {
            return runs.stream().filter(run -> isAsLarge(variant, run.settings(), settings, run.training(), training))
                    .findFirst().map(run -> Duration.ofMillis(Math.round(steps * run.millisecondsPerStep())));
        }
    }

    private static boolean isAsLarge(
            VariantCard variant, Map<String, Object> before, Map<String, Object> settings, Map<String, Object> trainedBefore, Map<String, Object> training) {
        return variant.settings().stream().filter(setting -> setting.type() != Parameter.Type.DECIMAL).map(Parameter::name)
                        .allMatch(name -> isSame(before.get(name), settings.get(name)))
                && SIZES.stream().allMatch(name -> isSame(trainedBefore.get(name), training.get(name)));
    }

    private static boolean isSame(@Nullable Object before, @Nullable Object now) {
        return before == null || now == null || Objects.equals(before.toString(), now.toString());
    }
}
