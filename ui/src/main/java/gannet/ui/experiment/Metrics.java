package gannet.ui.experiment;

import gannet.run.Event;
import gannet.server.plugin.VariantCard;
import gannet.ui.Visitor;
import java.util.List;

/// Chart lines by which runs of a variant can be compared, as its newest run has them.
final class Metrics {
    static List<String> of(Visitor visitor, VariantCard card) {
        return visitor.services().runs().newest(visitor.person(), visitor.project().id(), card.id(), 50).stream()
                .filter(run -> !run.losses().isEmpty()).findFirst()
                .map(run -> run.losses().keySet().stream().filter(name -> !Event.Measured.MACHINE.contains(name)).toList()).orElse(List.of("generator"));
    }

    private Metrics() {}
}
