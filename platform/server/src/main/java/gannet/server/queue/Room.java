package gannet.server.queue;

import gannet.parameters.Problem;
import gannet.parameters.ProblemException;
import gannet.run.Exit;
import gannet.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/// How much room is left where runs are kept, and whether it is enough for one to go on. Asked anew each time: room comes
/// and goes without a word to us.
public final class Room {
    private static final long MEGABYTE = 1 << 20;

    /// Of the whole file system, so that a small one can be used at all.
    private static final int LARGEST_RESERVE = 20;

    /// The next checkpoint, and the one after it, which is written before an old one goes.
    private static final int CHECKPOINTS = 2;

    /// A warning comes before nothing is started any more.
    private static final int WARNED = 2;

    private final Path runs;
    private final long reserve;

    /// @param runs the folder of all run directories    @param reserve megabytes that are to stay free
    public Room(Path runs, int reserve) {
        this.runs = runs;
        this.reserve = reserve * MEGABYTE;
        try {
            Files.createDirectories(runs);
        } catch (IOException e) {
            throw new ProblemException(Problem.Kind.RESOURCES, "Runs cannot be kept in " + runs + ": " + e.getMessage(), e);
        }
    }

    /// What a run lacks before it can be started; empty if nothing, or if the system does not tell.
    Optional<Shortage> shortage(UUID run) {
        var folder = runs.resolve(run.toString());
        return shortage(LastCheckpoint.in(folder), lacked(folder));
    }

    /// A sentence when it becomes scarce; empty while there is plenty.
    public String warning() {
        long total = total();
        long free = free();
        return total == 0 || free >= WARNED * reserve(total) ? "" : "%s of %s are free where runs are kept; nothing is started below %s."
                .formatted(Shortage.words(free), Shortage.words(total), Shortage.words(reserve(total)));
    }

    private Optional<Shortage> shortage(LastCheckpoint last, long lacked) {
        long total = total();
        long free = free();
        long needed = reserve(total) + CHECKPOINTS * Math.max(last.bytes(), lacked);
        return total == 0 || free >= needed ? Optional.empty() : Optional.of(new Shortage(free, total, needed, last.step(), Math.max(last.bytes(), lacked)));
    }

    private long reserve(long total) { return Math.min(reserve, total / LARGEST_RESERVE); }

    private long free() { return runs.toFile().getUsableSpace(); }

    private long total() { return runs.toFile().getTotalSpace(); }

    /// What its worker missed when it ended; the word stays until the next worker starts.
    private static long lacked(Path folder) {
        try {
            var room = RunDirectory.isOne(folder) ? RunDirectory.open(folder).exit().map(Exit::room).orElse(null) : null;
            return room == null ? 0 : room;
        } catch (ProblemException e) {
            return 0; // a last word that nobody can read is judged elsewhere
        }
    }
}
