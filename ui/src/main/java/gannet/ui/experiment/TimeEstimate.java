package gannet.ui.experiment;

import gannet.parameters.Parameter;
import gannet.server.experiment.Run;
import gannet.server.plugin.VariantCard;
import gannet.ui.Visitor;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How long a training should take, from the pace of earlier runs whose networks and batches were as large.
///
/// @param run the number of the run it is taken from
record TimeEstimate(Duration whole, long run) {
    /// What decides how long a step takes besides the variant's own settings.
    private static final Set<String> SIZES = Set.of("batchSize", "precision");

    /// @param own the variant's settings; numbers with fractions, such as step sizes, cost no time    @param typed settings of the variant and of the training
    static Optional<TimeEstimate> of(Visitor visitor, VariantCard card, Map<String, String> typed) {
        long steps;
        try {
            steps = Long.parseLong(typed.getOrDefault("steps", ""));
        } catch (NumberFormatException notYet) {
            return Optional.empty();
        }
        return visitor.services().runs().newest(visitor.person(), visitor.project().id(), card.id(), 50).stream()
                .filter(run -> run.millisecondsPerStep() > 0 && isAsLarge(run, card, typed)).findFirst()
                .map(run -> new TimeEstimate(Duration.ofMillis(Math.round(steps * run.millisecondsPerStep())), run.number()));
    }

    private static boolean isAsLarge(Run run, VariantCard card, Map<String, String> typed) {
        return card.settings().stream().filter(setting -> setting.type() != Parameter.Type.DECIMAL)
                        .allMatch(setting -> isSame(run.settings().get(setting.name()), typed.get(setting.name())))
                && SIZES.stream().allMatch(name -> isSame(run.training().get(name), typed.get(name)));
    }

    private static boolean isSame(@Nullable Object earlier, @Nullable String now) { return earlier == null || now == null || now.equals(earlier.toString()); }
}
