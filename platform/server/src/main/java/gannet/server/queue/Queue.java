package gannet.server.queue;

import gannet.server.account.Person;
import java.util.List;
import java.util.UUID;

/// Whose turn it is: priority, then age.
public final class Queue {
    /// Waiting in the order of starting, then running, then ended within a day; jobs of projects the person may not see are
    /// listed without names.
    public List<Job> list(Person who) { throw new AssertionError("contract"); }

    public Job find(Person who, UUID id) { throw new AssertionError("contract"); }

    /// A waiting job goes at once, a running one checkpoints first.
    public void cancel(Person who, UUID id) { throw new AssertionError("contract"); }
}
