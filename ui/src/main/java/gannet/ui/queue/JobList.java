package gannet.ui.queue;

import com.vaadin.flow.component.html.OrderedList;
import gannet.server.queue.Job;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/// Jobs as rows that stay where they are while their words change.
final class JobList extends OrderedList {
    private final transient Function<Job, JobRow> makes;
    private final Map<UUID, JobRow> rows = new HashMap<>();
    private List<UUID> order = List.of();

    JobList(Function<Job, JobRow> makes) {
        this.makes = makes;
        addClassName("jobs");
    }

    void show(List<Job> jobs) {
        var wanted = new ArrayList<UUID>();
        for (var job : jobs) {
            wanted.add(job.id());
            rows.computeIfAbsent(job.id(), id -> makes.apply(job)).show(job);
        }
        if (!wanted.equals(order)) {
            order = List.copyOf(wanted);
            rows.keySet().retainAll(wanted);
            removeAll();
            order.forEach(id -> add(rows.get(id)));
        }
    }
}
