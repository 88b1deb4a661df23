package gannet.server.experiment;

import gannet.server.account.Person;
import gannet.server.queue.State;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// Runs, as tables and pages need them.
public final class Runs {
    /// @param words looked for in name, variant and data set; empty for all    @param states empty for all
    /// @param sort "created", "name", "state", "step"; with "-" before it for descending
    public record Filter(UUID project, String words, Set<State> states, String sort) {}

    /// @param total how many there are in all
    public record Page(List<Run> runs, long total) {}

    /// @param bytes on disk
    public record Checkpoint(long step, String folder, long bytes, Instant time) {}

    public record Line(long step, Instant time, String text) {}

    public Page page(Person who, Filter filter, int offset, int limit) { throw new AssertionError("contract"); }

    public Run find(Person who, long number) { throw new AssertionError("contract"); }

    /// Checkpoints, then ends; resume goes on from there.
    public void stop(Person who, long number) { throw new AssertionError("contract"); }

    /// Queues a stopped or failed run again; it goes on from its last checkpoint.
    public void resume(Person who, long number) { throw new AssertionError("contract"); }

    public List<Checkpoint> checkpoints(Person who, long number) { throw new AssertionError("contract"); }

    /// The last lines of what the worker printed and noted.
    public List<String> log(Person who, long number, int lines) { throw new AssertionError("contract"); }

    /// What happened to it: started, phases, notes, state changes.
    public List<Line> history(Person who, long number) { throw new AssertionError("contract"); }
}
