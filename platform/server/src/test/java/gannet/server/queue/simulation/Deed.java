package gannet.server.queue.simulation;

import gannet.server.queue.plan.Slot;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What people and the machine do to the queue. What is done to a job that cannot have it done is passed over.
public sealed interface Deed {
    Instant time();

    record Drain(Instant time, Slot slot) implements Deed {}

    record Enable(Instant time, Slot slot) implements Deed {}

    record Pause(Instant time, UUID job) implements Deed {}

    record Resume(Instant time, UUID job) implements Deed {}

    record Cancel(Instant time, UUID job) implements Deed {}

    /// @param place null takes the job's place away
    record Pin(Instant time, UUID job, @Nullable Double place) implements Deed {}

    /// Its worker is killed; what it did since its last checkpoint is lost.
    record Kill(Instant time, UUID job) implements Deed {}
}
