package gannet.ui.experiment;

import gannet.server.experiment.Run;
import gannet.server.experiment.Runs;
import gannet.ui.Visitor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How long a training should take, from the pace of earlier runs whose networks and batches were as large.
///
/// @param run the number of the run it is taken from
record TimeEstimate(Duration whole, long run) {
    /// What decides how long a step takes.
    private static final List<String> SIZES = List.of("imageSize", "channels", "width", "latentSize", "batchSize", "precision");

    /// @param typed settings of the variant and of the training
    static Optional<TimeEstimate> of(Visitor visitor, String variant, String title, Map<String, String> typed) {
        long steps;
        try {
            steps = Long.parseLong(typed.getOrDefault("steps", ""));
        } catch (NumberFormatException notYet) {
            return Optional.empty();
        }
        return visitor.services().runs().page(visitor.person(), new Runs.Filter(visitor.project().id(), title, Set.of(), "-created"), 0, 50).runs().stream()
                .filter(run -> run.variant().equals(variant) && run.millisecondsPerStep() > 0 && isAsLarge(run, typed)).findFirst()
                .map(run -> new TimeEstimate(Duration.ofMillis(Math.round(steps * run.millisecondsPerStep())), run.number()));
    }

    private static boolean isAsLarge(Run run, Map<String, String> typed) {
        return SIZES.stream().allMatch(name -> {
            var value = typed.get(name);
            var earlier = run.settings().containsKey(name) ? run.settings().get(name) : run.training().get(name);
            return value == null || earlier == null || value.equals(earlier.toString());
        });
    }
}
