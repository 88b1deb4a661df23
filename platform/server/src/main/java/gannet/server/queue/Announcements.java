package gannet.server.queue;

import java.util.UUID;

/// Who is told when a run's state changes.
@FunctionalInterface
public interface Announcements {
    void changed(long run, UUID project, State state, String reason);
}
