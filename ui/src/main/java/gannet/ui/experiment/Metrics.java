package gannet.ui.experiment;

import gannet.run.Event;
import gannet.server.experiment.Runs;
import gannet.server.plugin.VariantCard;
import gannet.ui.Visitor;
import java.util.List;
import java.util.Set;

/// Chart lines by which runs of a variant can be compared, as its newest run has them.
final class Metrics {
    static List<String> of(Visitor visitor, VariantCard card) {
        return visitor.services().runs().page(visitor.person(), new Runs.Filter(visitor.project().id(), card.title(), Set.of(), "-created"), 0, 50).runs().stream()
                .filter(run -> run.variant().equals(card.id()) && !run.losses().isEmpty()).findFirst()
                .map(run -> run.losses().keySet().stream().filter(name -> !Event.Measured.MACHINE.contains(name)).toList()).orElse(List.of("generator"));
    }

    private Metrics() {}
}
