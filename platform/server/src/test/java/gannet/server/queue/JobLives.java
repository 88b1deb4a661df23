package gannet.server.queue;

import gannet.run.Exit.Fault;
import gannet.server.account.Person;
import gannet.server.experiment.Bench;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/// Leads jobs of a real queue through their lives, for tests of what follows from that.
public final class JobLives implements AutoCloseable {
    private final QueueHouse house = new QueueHouse();
    private final AtomicInteger devices = new AtomicInteger();

    public Bench bench() { return house.bench; }

    public Queue queue() { return house.queue; }

    public Outlook outlook() { return house.outlook; }

    public UUID queued(Person who, String name) { return house.queued(who, name); }

    public UUID queued(Person who, UUID project, String name) { return house.queued(who, project, name); }

    public long number(UUID job) { return house.queue.store().find(job).orElseThrow().number(); }

    /// Starts it on a device that nobody else has.
    public UUID started(UUID job) {
        if (house.claim(job, "cpu-" + devices.incrementAndGet()) == null) {
            throw new IllegalStateException("It does not wait");
        }
        return job;
    }

    /// A run that trains.
    public UUID running(Person who, String name) {
        var job = started(queued(who, name));
        change(job, State.RUNNING, "Gannet", "Its worker trains.");
        return job;
    }

    public void change(UUID job, State to, String actor, String reason) {
        if (house.queue.store().change(job, Set.of(State.values()), to, Instant.now(), actor, reason).isEmpty()) {
            throw new IllegalStateException("It cannot become " + to);
        }
    }

    /// Its worker ends so.
    public void end(UUID job, State state, Fault fault, String reason) {
        if (house.queue.store().conclude(house.queue.store().find(job).orElseThrow(), state, fault, Instant.now(), reason).isEmpty()) {
            throw new IllegalStateException("It cannot end as " + state);
        }
    }

    public void finish(UUID job) { end(job, State.SUCCEEDED, Fault.NONE, ""); }

    /// Goes back to the queue.
    public void again(UUID job, String reason) {
        if (house.queue.store().again(house.queue.store().find(job).orElseThrow(), Instant.now(), reason, true).isEmpty()) {
            throw new IllegalStateException("It is not at work");
        }
    }

    @Override public void close() { house.close(); }
}
