package gannet.ui.queue;

import gannet.server.account.Policy.Action;
import gannet.server.queue.Job;
import gannet.server.queue.State;
import gannet.ui.Visitor;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// What the visitor may do, as far as a page shows it; the services ask again. Good for one look.
final class Rights {
    private final Visitor visitor;
    private final Map<UUID, Boolean> steers = new HashMap<>();
    private final Map<UUID, Boolean> hurries = new HashMap<>();

    Rights(Visitor visitor) { this.visitor = visitor; }

    boolean administers() { return visitor.person().administrator(); }

    boolean steers(Job job) { return job.run() != 0 && allows(steers, Action.STEER, job.project()); }

    /// Whether they may give it the priorities that go before other people's.
    boolean hurries(Job job) { return job.run() != 0 && allows(hurries, Action.HURRY, job.project()); }

    /// Whether it can be given another place by them.
    boolean moves(Job job) { return job.state() == State.QUEUED && (administers() || job.own() && steers(job)); }

    private boolean allows(Map<UUID, Boolean> known, Action action, UUID project) {
        return known.computeIfAbsent(project, one -> visitor.services().policy().allows(visitor.person(), action, one));
    }
}
